/** The OAuth face: token endpoint with the webauthn and client-credentials grants, discovery; on Spring Authorization Server. */
@NullMarked
package dev.latchkey.token.oauth;

import org.jspecify.annotations.NullMarked;
