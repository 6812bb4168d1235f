package dev.latchkey.token.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.token.TestCeremonies;
import dev.latchkey.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each end of an answer counts once, under the purpose of its session. */
class SessionMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SessionMeters meters = new SessionMeters(registry, Tracing.off());
    private final Ticket login = TestCeremonies.offline().login().ticket();
    private final Ticket signup =
            TestCeremonies.offline().signup("ada@example.com").ticket();

    @Test
    void countsASuccess() {
        String outcome = meters.measure(login, () -> "tokens", tokens -> null);

        assertThat(outcome).isEqualTo("tokens");
        assertThat(count("latchkey.logins", "succeeded", "none")).isEqualTo(1);
        assertThat(count("latchkey.signups", "succeeded", "none")).isZero();
        assertThat(timed("login", "succeeded")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void countsEachRefusalByItsReason(RejectionReason reason) {
        assertThat(count("latchkey.signups", "refused", reason.name().toLowerCase(Locale.ROOT)))
                .isZero();

        meters.measure(signup, () -> "refused", refused -> reason);

        assertThat(count("latchkey.signups", "refused", reason.name().toLowerCase(Locale.ROOT)))
                .isEqualTo(1);
        assertThat(count("latchkey.signups", "succeeded", "none")).isZero();
        assertThat(timed("signup", "refused")).isEqualTo(1);
    }

    @Test
    void countsNoEndWhereNothingWasDecided() {
        assertThatThrownBy(() -> meters.measure(
                        login,
                        () -> {
                            throw new IllegalStateException("the store is away");
                        },
                        never -> null))
                .hasMessage("the store is away");

        assertThat(registry.find("latchkey.logins").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
        assertThat(timed("login", "failed")).isEqualTo(1);
    }

    private double count(String name, String outcome, String reason) {
        return registry.get(name)
                .tag("outcome", outcome)
                .tag("reason", reason)
                .counter()
                .count();
    }

    private long timed(String purpose, String outcome) {
        return registry.get("latchkey.redemption")
                .tag("purpose", purpose)
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}
