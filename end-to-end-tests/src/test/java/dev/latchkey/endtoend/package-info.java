/** The whole suite, started as its own processes and used through its front door, its events and its demo page. */
@NullMarked
package dev.latchkey.endtoend;

import org.jspecify.annotations.NullMarked;
