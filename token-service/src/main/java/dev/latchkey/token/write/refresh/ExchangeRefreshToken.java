package dev.latchkey.token.write.refresh;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.token.known.RefreshToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exchange a refresh token for new tokens (RFC 6749 section 6, CONTRACT section 7).
 *
 * @param client the authenticated client that presents it
 * @param scope what the request asks for; absent, everything that was granted
 * @param audience the API that the request names, if it names one
 * @param userinfoAudience the audience of userinfo on the domain that the request came in on
 * @param keyThumbprint the key that the request proved to have (RFC 9449)
 * @param circumstances from where the request came
 * @param channel by what way the request came
 */
public record ExchangeRefreshToken(
        RefreshToken token,
        Client client,
        @Nullable List<String> scope,
        @Nullable String audience,
        String userinfoAudience,
        @Nullable String keyThumbprint,
        Circumstances circumstances,
        Channel channel,
        Instant now) {

    public ExchangeRefreshToken {
        scope = scope == null ? null : List.copyOf(scope);
    }
}
