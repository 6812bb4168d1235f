/** Login challenges, and look-ups of passkeys. */
@NullMarked
package dev.latchkey.authentication;

import org.jspecify.annotations.NullMarked;
