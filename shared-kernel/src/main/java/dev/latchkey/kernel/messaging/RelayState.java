package dev.latchkey.kernel.messaging;

/** What the relay of this instance does at the moment. */
enum RelayState {
    /** Another instance relays, or the claim is still to be had. */
    STANDBY,
    /** Events go to Kafka. */
    RELAYING,
    /** Kafka or the event store does not answer; nothing is lost, everything waits. */
    RETRYING
}
