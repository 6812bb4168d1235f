package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import java.util.Optional;

/** Whether a session fits the request that presents it, before any person is looked at. */
final class EnrolmentRules {

    private EnrolmentRules() {}

    /** The reason to refuse; empty when purpose, person, client, domain, ceremony and time fit. */
    static Optional<RejectionReason> refuse(AnswerEnrolment command) {
        Ticket ticket = command.ticket();
        if (ticket.purpose() != Purpose.ENROLMENT || !command.answer().isRegistration()) {
            return Optional.of(RejectionReason.WRONG_PURPOSE);
        }
        if (!command.userId().equals(ticket.userId())) {
            return Optional.of(RejectionReason.WRONG_USER);
        }
        if (!ticket.clientId().equals(command.client().clientId())) {
            return Optional.of(RejectionReason.WRONG_CLIENT);
        }
        if (!ticket.domain().equals(command.domain().authority())) {
            return Optional.of(RejectionReason.WRONG_DOMAIN);
        }
        return ticket.isExpiredAt(command.now()) ? Optional.of(RejectionReason.SESSION_EXPIRED) : Optional.empty();
    }
}
