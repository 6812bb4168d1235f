package dev.latchkey.token.oauth;

import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.SessionOfRequest;
import dev.latchkey.token.known.RefreshToken;
import dev.latchkey.token.meters.SessionMeters;
import dev.latchkey.token.oauth.WebAuthnGrant.Answer;
import dev.latchkey.token.write.redeem.RedeemSession;
import dev.latchkey.token.write.redeem.RedemptionOutcome;
import dev.latchkey.token.write.redeem.RedemptionOutcome.SignedIn;
import dev.latchkey.token.write.redeem.Redemptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The passkey grant: opens the session, redeems it, and makes tokens once that is committed. */
@Component
final class WebAuthnGrantProvider implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(WebAuthnGrantProvider.class);
    private static final int RANDOM_BYTES = 10;

    private final SealedTickets tickets;
    private final Redemptions redemptions;
    private final PersonTokens tokens;
    private final SessionMeters meters;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WebAuthnGrantProvider(
            SealedTickets tickets, Redemptions redemptions, PersonTokens tokens, SessionMeters meters, Clock clock) {
        this.tickets = tickets;
        this.redemptions = redemptions;
        this.tokens = tokens;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        WebAuthnGrant grant = (WebAuthnGrant) authentication;
        Ticket ticket = tickets.open(grant.answer().authSession()).orElseThrow(() -> {
            // There is no stream to record this in: we never issued such a session.
            meters.unreadable();
            log.info(
                    "client {} presented a session that is not ours",
                    grant.answer().client().clientId());
            return ApiException.invalidGrant();
        });
        SessionOfRequest.is(ticket.sessionId());
        RedemptionOutcome outcome = redemptions.redeem(command(ticket, grant.answer()));
        return switch (outcome) {
            case SignedIn signedIn ->
                tokens.issue(issue(grant.answer(), signedIn), (Authentication) grant.getPrincipal());
            case RedemptionOutcome.Refused refused -> {
                log.info("session {} was refused: {}", ticket.sessionId(), refused.reason());
                throw ApiException.invalidGrant();
            }
        };
    }

    private static Issue issue(Answer answer, SignedIn signedIn) {
        RefreshToken refreshToken = signedIn.refreshToken();
        return new Issue(
                answer.domain(),
                answer.client(),
                signedIn.userId(),
                signedIn.sessionId(),
                signedIn.person(),
                signedIn.profileChangedAt(),
                signedIn.signedInAt(),
                signedIn.signedInAt(),
                List.of("phr", signedIn.synced() ? "swk" : "hwk", "user"),
                signedIn.organization(),
                answer.keyThumbprint(),
                answer.scope(),
                answer.audience().claim(answer.scope()),
                answer.audience().lifetime(),
                null,
                refreshToken == null ? null : refreshToken.encode());
    }

    private RedeemSession command(Ticket ticket, Answer answer) {
        Instant now = clock.instant();
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new RedeemSession(
                ticket,
                answer.response(),
                answer.client(),
                answer.domain(),
                answer.realm(),
                answer.organization(),
                GrantId.at(now, bytes),
                answer.scope(),
                answer.audience().claim(answer.scope()),
                answer.circumstances(),
                answer.channel(),
                answer.keyThumbprint(),
                now);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return WebAuthnGrant.class.isAssignableFrom(authentication);
    }
}
