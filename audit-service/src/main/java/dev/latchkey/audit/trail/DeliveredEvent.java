package dev.latchkey.audit.trail;

import dev.latchkey.kernel.messaging.IncomingRecord;

/**
 * An event that was delivered.
 *
 * @param isNew whether it became an entry now; otherwise it was one before, or has expired
 */
public record DeliveredEvent(IncomingRecord event, boolean isNew) {}
