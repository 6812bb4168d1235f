package dev.latchkey.audit.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code /audit/v1/sessions}: what a session did, from its challenge on. */
@ServiceTest
class SessionsIT {

    @Autowired
    private TestEntries entries;

    @Autowired
    private HttpCaller caller;

    @Test
    void tellsASignupFromItsChallengeToTheEndOfItsGrant() {
        Life life = new Life().signUp().refresh(5, 1).refresh(6, 2).endGrant(7, 3);
        entries.take(life.events);

        JsonNode session = session(life);

        assertThat(session.get("outcome").asString()).isEqualTo("signed_up");
        assertThat(session.has("reason")).isFalse();
        assertThat(session.get("purpose").asString()).isEqualTo("signup");
        assertThat(session.get("client_id").asString()).isEqualTo("demo");
        assertThat(session.get("user_id").asString()).isEqualTo(life.user.toString());
        assertThat(session.get("grant_id").asString()).isEqualTo(life.grant.toString());
        assertThat(session.get("started_at").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(session.get("answered_at").asString()).isEqualTo("2026-03-01T10:01:00Z");
        assertThat(names(session))
                .containsExactly(
                        "challenge-issued",
                        "auth-session-redeemed",
                        "user-created",
                        "credential-registered",
                        "grant-opened",
                        "refresh-token-rotated",
                        "refresh-token-rotated",
                        "grant-revoked");
    }

    @Test
    void leadsFromPageToPage() {
        Life life = new Life().signUp().refresh(5, 1);
        entries.take(life.events);

        HttpResponse<String> first = get("/audit/v1/sessions/" + life.session + "?limit=4");
        String link = first.headers().firstValue("Link").orElseThrow();
        HttpResponse<String> second = get(link.substring(1, link.indexOf('>')));

        assertThat(names(HttpCaller.json(first))).hasSize(4);
        assertThat(names(HttpCaller.json(second))).containsExactly("grant-opened", "refresh-token-rotated");
        assertThat(HttpCaller.json(second).get("outcome").asString()).isEqualTo("signed_up");
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOGIN, signed_in", "ENROLMENT, enrolled"})
    void tellsWhatItWasFor(Purpose purpose, String outcome) {
        Life life = new Life().redeem(purpose).refuse(2, RejectionReason.SESSION_REUSED);
        entries.take(life.events);

        assertThat(session(life).get("outcome").asString()).isEqualTo(outcome);
    }

    @Test
    void tellsWhyItWasRefused() {
        Life life = new Life().challenge().refuse(1, RejectionReason.BAD_SIGNATURE);
        entries.take(life.events);

        JsonNode session = session(life);

        assertThat(session.get("outcome").asString()).isEqualTo("refused");
        assertThat(session.get("reason").asString()).isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void tellsThatNobodyAnsweredInTime() {
        Life life = new Life().challenge();
        entries.take(life.events);

        assertThat(session(life).get("outcome").asString()).isEqualTo("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "00000000-0000-7000-8000-000000000000"})
    void doesNotKnowOtherSessions(String id) {
        assertThat(get("/audit/v1/sessions/" + id).statusCode()).isEqualTo(404);
    }

    private JsonNode session(Life life) {
        HttpResponse<String> answer = get("/audit/v1/sessions/" + life.session);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return HttpCaller.json(answer);
    }

    private static List<String> names(JsonNode session) {
        JsonNode events = session.get("events");
        return IntStream.range(0, events.size())
                .mapToObj(number -> events.get(number).get("type").asString().replace("dev.latchkey.", ""))
                .toList();
    }

    private HttpResponse<String> get(String path) {
        return caller.get(path, TestIssuer.token("read:audit"));
    }
}
