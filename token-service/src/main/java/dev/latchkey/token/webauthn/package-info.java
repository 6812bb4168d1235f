/** The one room that knows webauthn4j: reads an authenticator's answer and verifies the two ceremonies. */
@NullMarked
package dev.latchkey.token.webauthn;

import org.jspecify.annotations.NullMarked;
