/** {@code POST /passkey/register}: a person who is not known yet asks for a challenge to create a first passkey. */
@NullMarked
package dev.latchkey.registration.write.startsignup;

import org.jspecify.annotations.NullMarked;
