/** Tests of the ceremonies without any service around them. */
@NullMarked
package dev.latchkey.token.webauthn;

import org.jspecify.annotations.NullMarked;
