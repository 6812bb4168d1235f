package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.AuthSessionRejected;

/** Records that a session which had been answered before was presented once more. */
public record RefuseReusedSession(AuthSessionRejected refusal) {}
