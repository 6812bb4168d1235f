package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.token.webauthn.AuthenticatorAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a session with what an authenticator made of its challenge.
 *
 * @param ticket the opened session; everything it says was decided at the challenge
 * @param client the authenticated client that presents it
 * @param domain the front door that the answer came in on
 * @param realm the realm that the request named, if it named one
 * @param organization the organization that the request named, if it named one
 * @param grantId the grant that a success opens
 * @param scope what a success grants
 * @param audience for whom the tokens of a success are
 * @param channel by what way the request came
 * @param keyThumbprint the key that the request proved to have and the tokens are bound to (RFC 9449)
 * @param judgement where it stands with policies
 */
public record RedeemSession(
        Ticket ticket,
        AuthenticatorAnswer answer,
        Client client,
        Domain domain,
        @Nullable String realm,
        @Nullable String organization,
        GrantId grantId,
        List<String> scope,
        List<String> audience,
        Circumstances circumstances,
        Channel channel,
        @Nullable String keyThumbprint,
        Judgement judgement,
        Instant now) {

    public RedeemSession {
        scope = List.copyOf(scope);
        audience = List.copyOf(audience);
    }

    /** What no policy has a say in. */
    public RedeemSession(
            Ticket ticket,
            AuthenticatorAnswer answer,
            Client client,
            Domain domain,
            @Nullable String realm,
            @Nullable String organization,
            GrantId grantId,
            List<String> scope,
            List<String> audience,
            Circumstances circumstances,
            Channel channel,
            @Nullable String keyThumbprint,
            Instant now) {
        this(
                ticket,
                answer,
                client,
                domain,
                realm,
                organization,
                grantId,
                scope,
                audience,
                circumstances,
                channel,
                keyThumbprint,
                new Judgement.NotNeeded(),
                now);
    }

    /** The same, standing there with policies. */
    RedeemSession with(Judgement other) {
        return new RedeemSession(
                ticket,
                answer,
                client,
                domain,
                realm,
                organization,
                grantId,
                scope,
                audience,
                circumstances,
                channel,
                keyThumbprint,
                other,
                now);
    }
}
