package dev.latchkey.token.write.refresh;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.token.known.RefreshToken;
import java.time.Instant;

/**
 * End the grant that a refresh token belongs to (RFC 7009, CONTRACT section 8).
 *
 * @param client the authenticated client that asks for it; another client's token is left alone
 * @param circumstances from where the request came
 * @param channel by what way the request came
 */
public record RevokeRefreshToken(
        RefreshToken token, Client client, Circumstances circumstances, Channel channel, Instant now) {}
