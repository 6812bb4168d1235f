/** The command line of Latchkey on one machine. */
@NullMarked
package dev.latchkey.standalone;

import org.jspecify.annotations.NullMarked;
