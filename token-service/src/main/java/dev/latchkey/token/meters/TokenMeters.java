package dev.latchkey.token.meters;

import dev.latchkey.kernel.events.RefreshTokenRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts issued access tokens and presented refresh tokens: {@code latchkey.tokens.issued}, {@code latchkey.refreshes}. */
@Component
public final class TokenMeters {

    /** For what an access token is issued. */
    public enum Grant {
        PASSKEY,
        REFRESH_TOKEN,
        CLIENT_CREDENTIALS
    }

    private final Map<Grant, Counter> issued = new EnumMap<>(Grant.class);
    private final Counter refreshed;
    private final Counter unknown;
    private final Map<RefreshTokenRefused.Reason, Counter> refused = new EnumMap<>(RefreshTokenRefused.Reason.class);

    TokenMeters(MeterRegistry meters) {
        for (Grant grant : Grant.values()) {
            issued.put(
                    grant,
                    Counter.builder("latchkey.tokens.issued")
                            .description("Access tokens that were issued")
                            .tag("grant", lowerCase(grant))
                            .register(meters));
        }
        refreshed = refreshes(meters, "succeeded", "none");
        unknown = refreshes(meters, "refused", "unknown");
        for (RefreshTokenRefused.Reason reason : RefreshTokenRefused.Reason.values()) {
            refused.put(reason, refreshes(meters, "refused", lowerCase(reason)));
        }
    }

    /** An access token was made. */
    public void issued(Grant grant) {
        Objects.requireNonNull(issued.get(grant)).increment();
    }

    /** A refresh token was exchanged. */
    public void refreshed() {
        refreshed.increment();
    }

    /** A refresh token was refused; without a reason, because we did not make it. */
    public void refused(RefreshTokenRefused.@Nullable Reason reason) {
        (reason == null ? unknown : Objects.requireNonNull(refused.get(reason))).increment();
    }

    private static Counter refreshes(MeterRegistry meters, String outcome, String reason) {
        return Counter.builder("latchkey.refreshes")
                .description("Refresh tokens that were presented, by how it ended")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(meters);
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
