/** Identifiers and small values that every service writes into events and tickets. */
@NullMarked
package dev.latchkey.kernel.values;

import org.jspecify.annotations.NullMarked;
