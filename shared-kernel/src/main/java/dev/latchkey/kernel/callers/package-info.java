/** From where requests come, and how many of them may come from there. */
@NullMarked
package dev.latchkey.kernel.callers;

import org.jspecify.annotations.NullMarked;
