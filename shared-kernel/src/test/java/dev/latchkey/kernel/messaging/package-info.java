/** Tests of the way of a fact from the event store over Kafka into projections. */
@NullMarked
package dev.latchkey.kernel.messaging;

import org.jspecify.annotations.NullMarked;
