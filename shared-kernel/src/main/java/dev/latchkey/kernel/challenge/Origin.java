package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.events.Channel;

/**
 * From where a request for a challenge came, as far as it is written down.
 *
 * @param addressHash hash of the client's IP address under a key of the day
 */
public record Origin(String addressHash, Channel channel) {}
