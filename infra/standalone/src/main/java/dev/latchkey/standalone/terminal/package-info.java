/** What a person at a terminal gets to see. */
@NullMarked
package dev.latchkey.standalone.terminal;

import org.jspecify.annotations.NullMarked;
