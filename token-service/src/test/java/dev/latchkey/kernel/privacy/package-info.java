/** Lends tests what only the vault can make. */
@NullMarked
package dev.latchkey.kernel.privacy;

import org.jspecify.annotations.NullMarked;
