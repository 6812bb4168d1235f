/** Topics, the CloudEvents envelope, the relay from an event store to Kafka and the feed from Kafka to projections. */
@NullMarked
package dev.latchkey.kernel.messaging;

import org.jspecify.annotations.NullMarked;
