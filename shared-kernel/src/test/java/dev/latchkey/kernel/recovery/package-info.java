/** Restored stores catch up with what was told. */
@NullMarked
package dev.latchkey.kernel.recovery;

import org.jspecify.annotations.NullMarked;
