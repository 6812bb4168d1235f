/** Tests of sealed sessions. */
@NullMarked
package dev.latchkey.kernel.ticket;

import org.jspecify.annotations.NullMarked;
