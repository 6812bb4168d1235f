package dev.latchkey.kernel.messaging;

import java.time.Instant;

/**
 * A record that a projection could not take in, as an operator sees it: its place and the reason, never its data.
 *
 * @param place names it towards operators, such as {@code latchkey.user-0@17}
 * @param reason the kind of problem, or that an earlier record of its stream is parked
 * @param attempts how often it was tried
 */
record ParkedRecord(String place, String eventType, String streamId, String reason, Instant parkedAt, int attempts) {}
