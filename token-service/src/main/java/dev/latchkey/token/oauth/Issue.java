package dev.latchkey.token.oauth;

import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that tokens of a person say.
 *
 * @param authenticatedAt when the person last proved who they are
 * @param methods how they did (RFC 8176); absent when only a refresh token did
 * @param organization the id of the organization they signed in to
 * @param keyThumbprint the key that the access token is bound to (RFC 9449)
 * @param scope granted scopes, in their order
 * @param grantType what the access token calls its grant; absent for a sign-in
 * @param refreshToken what to go on with, if there is anything
 */
record Issue(
        Domain domain,
        Client client,
        UserId userId,
        SessionId sessionId,
        PersonalData person,
        Instant profileChangedAt,
        Instant authenticatedAt,
        Instant issuedAt,
        @Nullable List<String> methods,
        @Nullable String organization,
        @Nullable String keyThumbprint,
        List<String> scope,
        List<String> audience,
        Duration lifetime,
        @Nullable String grantType,
        @Nullable String refreshToken) {

    /** Hides the personal data and the refresh token from logs. */
    @Override
    public String toString() {
        return "Issue[" + sessionId + "]";
    }
}
