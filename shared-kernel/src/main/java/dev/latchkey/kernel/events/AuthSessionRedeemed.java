package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session was answered well, once and for all.
 *
 * @param grantId the grant that it opened; absent for an enrolment, which opens none
 * @param circumstances IP address and user agent, encrypted with the person's key
 * @param scope of the access token, none after an enrolment
 * @param audience of the access token, none after an enrolment
 * @param channel by what way the answer came
 * @param policies the policies that gave no answer and may be done without; absent where all allowed
 */
@EventName("auth-session-redeemed")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthSessionRedeemed(
        SessionId sessionId,
        Purpose purpose,
        Instant redeemedAt,
        String clientId,
        String realm,
        @Nullable String organization,
        String relyingPartyId,
        UserId userId,
        PasskeyId passkeyId,
        @Nullable GrantId grantId,
        boolean userVerified,
        String origin,
        String circumstances,
        @Nullable List<String> scope,
        @Nullable List<String> audience,
        @Nullable Channel channel,
        @Nullable List<PolicyRemark> policies)
        implements AuthSessionEvent {

    public AuthSessionRedeemed {
        scope = scope == null ? null : List.copyOf(scope);
        audience = audience == null ? null : List.copyOf(audience);
        policies = policies == null ? null : List.copyOf(policies);
    }

    /** What no policy had a remark on. */
    public AuthSessionRedeemed(
            SessionId sessionId,
            Purpose purpose,
            Instant redeemedAt,
            String clientId,
            String realm,
            @Nullable String organization,
            String relyingPartyId,
            UserId userId,
            PasskeyId passkeyId,
            @Nullable GrantId grantId,
            boolean userVerified,
            String origin,
            String circumstances,
            @Nullable List<String> scope,
            @Nullable List<String> audience,
            @Nullable Channel channel) {
        this(
                sessionId,
                purpose,
                redeemedAt,
                clientId,
                realm,
                organization,
                relyingPartyId,
                userId,
                passkeyId,
                grantId,
                userVerified,
                origin,
                circumstances,
                scope,
                audience,
                channel,
                null);
    }

    @Override
    public String streamId() {
        return sessionId.toString();
    }
}
