/** Tests of the event store: its contract with stored events above all. */
@NullMarked
package dev.latchkey.kernel.eventstore;

import org.jspecify.annotations.NullMarked;
