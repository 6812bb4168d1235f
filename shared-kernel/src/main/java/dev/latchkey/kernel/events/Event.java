package dev.latchkey.kernel.events;

/**
 * A fact that one service published: immutable, small, owned by one stream, never renamed.
 *
 * <p>It holds no secret, no token and no readable personal data (DESIGN section 4).
 */
public sealed interface Event
        permits ChallengeEvent, AuthSessionEvent, UserEvent, CredentialEvent, GrantEvent, TenantEvent {

    /** The stream the fact belongs to; also its key on Kafka. */
    String streamId();

    /** The kind of stream the fact belongs to. */
    StreamType streamType();
}
