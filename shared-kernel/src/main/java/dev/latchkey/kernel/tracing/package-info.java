/** Switches traces on where that is configured. */
@NullMarked
package dev.latchkey.kernel.tracing;

import org.jspecify.annotations.NullMarked;
