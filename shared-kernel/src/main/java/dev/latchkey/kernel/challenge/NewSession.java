package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.tenant.Organization;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.tracing.Tracing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that has just been opened.
 *
 * @param challenge what the authenticator signs, base64url: the session id's 16 bytes, then 32 random ones
 */
public record NewSession(SessionId id, String challenge, Instant issuedAt, Instant expiresAt) {

    /** What the answer to the challenge will need. */
    public Ticket ticket(Purpose purpose, AdmittedRequest request, Recipient recipient) {
        return new Ticket(
                id,
                purpose,
                issuedAt,
                expiresAt,
                request.client().clientId(),
                request.connection().name(),
                organizationOf(request),
                request.domain().authority(),
                request.domain().relyingPartyId(),
                challenge,
                request.client().userVerificationRequired(),
                recipient.userId(),
                recipient.profile(),
                recipient.userMetadata(),
                Tracing.here());
    }

    /**
     * What is written down.
     *
     * @param origin from where the request came
     */
    public ChallengeIssued fact(Purpose purpose, AdmittedRequest request, Recipient recipient, Origin origin) {
        return new ChallengeIssued(
                id,
                purpose,
                issuedAt,
                expiresAt,
                request.client().clientId(),
                request.connection().name(),
                organizationOf(request),
                request.domain().relyingPartyId(),
                recipient.userId(),
                recipient.identifierHashes(),
                origin.addressHash(),
                origin.channel());
    }

    private static @Nullable String organizationOf(AdmittedRequest request) {
        Organization organization = request.organization();
        return organization == null ? null : organization.id();
    }

    /** How long a person has to answer, as WebAuthn's options say it. */
    public long timeoutMillis() {
        return Duration.between(issuedAt, expiresAt).toMillis();
    }
}
