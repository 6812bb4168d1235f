/** {@code POST /passkey/challenge}: somebody asks for a challenge to sign in with a passkey they have. */
@NullMarked
package dev.latchkey.authentication.write.startlogin;

import org.jspecify.annotations.NullMarked;
