/** Starts every part of the suite, watches them, starts again what dies, and stops all in order. */
@NullMarked
package dev.latchkey.standalone.supervision;

import org.jspecify.annotations.NullMarked;
