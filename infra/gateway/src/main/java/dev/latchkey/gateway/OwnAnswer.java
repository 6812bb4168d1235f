package dev.latchkey.gateway;

import io.undertow.util.AttachmentKey;

/** Why the gateway answers a request itself. */
enum OwnAnswer {
    /** The request cannot be read, or in more ways than one. */
    AMBIGUOUS,
    /** The path has no such method. */
    METHOD,
    BODY_TOO_LARGE,
    BODY_TOO_SLOW,
    /** There is nothing at the path. */
    NOT_FOUND,
    /** The service is away, or has enough to do. */
    UNAVAILABLE,
    /** The service took too long. */
    TIMED_OUT;

    static final AttachmentKey<OwnAnswer> KEY = AttachmentKey.create(OwnAnswer.class);

    /** Whether it is the service behind that did not do its part. */
    boolean isFailureOfService() {
        return this == UNAVAILABLE || this == TIMED_OUT;
    }
}
