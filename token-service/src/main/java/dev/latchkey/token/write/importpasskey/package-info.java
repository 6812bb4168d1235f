/** Passkeys that were made elsewhere and come along with their person. */
@NullMarked
package dev.latchkey.token.write.importpasskey;

import org.jspecify.annotations.NullMarked;
