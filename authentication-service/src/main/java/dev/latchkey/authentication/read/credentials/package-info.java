/** The passkeys of a user, for operators. */
@NullMarked
package dev.latchkey.authentication.read.credentials;

import org.jspecify.annotations.NullMarked;
