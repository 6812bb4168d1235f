package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.AuthSessionRejected;

/** Records that an enrolment's session which had been answered before was presented once more. */
public record RefuseReusedEnrolment(AuthSessionRejected refusal) {}
