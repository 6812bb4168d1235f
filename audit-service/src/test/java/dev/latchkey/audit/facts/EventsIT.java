package dev.latchkey.audit.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code /audit/v1/events}: found by whatever they have to do with, given back as they are. */
@ServiceTest
class EventsIT {

    @Autowired
    private TestEntries entries;

    @Autowired
    private Trail trail;

    @Autowired
    private HttpCaller caller;

    @Test
    void findsEventsByWhatTheyHaveToDoWith() {
        Life life = new Life().signUp().refresh(5, 1).addPasskey(6).endGrant(7, 2);
        entries.take(life.events);
        String actor = "client:operator-of-" + life.user.withoutProvider();

        assertThat(names("user_id=" + encoded(life.user.toString())))
                .containsExactly(
                        "auth-session-redeemed",
                        "user-created",
                        "credential-registered",
                        "grant-opened",
                        "refresh-token-rotated",
                        "credential-registered",
                        "grant-revoked");
        assertThat(names("session_id=" + life.session))
                .containsExactly("challenge-issued", "auth-session-redeemed", "grant-opened");
        assertThat(names("correlation_id=" + life.session)).hasSize(6);
        assertThat(names("credential_id=" + encoded(life.secondPasskey.toString())))
                .containsExactly("credential-registered");
        assertThat(names("credential_id=" + life.secondCredential)).containsExactly("credential-registered");
        assertThat(names("actor=" + encoded(actor))).containsExactly("credential-registered", "grant-revoked");
        assertThat(names("client_id=demo&organization_id=org_1&session_id=" + life.session))
                .containsExactly("auth-session-redeemed");
        assertThat(names("type=grant-revoked&user_id=" + encoded(life.user.toString())))
                .containsExactly("grant-revoked");
        assertThat(names("type=dev.latchkey.grant-revoked&user_id=" + encoded(life.user.toString())))
                .containsExactly("grant-revoked");
        assertThat(names("from=" + Life.minute(5) + "&to=" + Life.minute(7) + "&user_id="
                        + encoded(life.user.toString())))
                .containsExactly("refresh-token-rotated", "credential-registered");
        assertThat(names("order=desc&limit=1&user_id=" + encoded(life.user.toString())))
                .containsExactly("grant-revoked");
        assertThat(names("client_id=nobody")).isEmpty();
    }

    @Test
    void givesTheVeryBytesOfTheLine() {
        String correlation = UUID.randomUUID().toString();
        TestEvent event = TestEvent.of(TestEvent.newSource(), 1, "{\"a\" : 1.50, \"a\":[ ]}")
                .with("ce_correlationid", correlation);
        entries.take(event);
        String line = trail.after(-1, 100_000).stream()
                .filter(entry -> entry.id().equals(event.id()))
                .map(entry -> new String(entry.line(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();

        assertThat(get("/audit/v1/events/" + event.id()).body()).isEqualTo(line);
        assertThat(get("/audit/v1/events?correlation_id=" + correlation).body())
                .isEqualTo("{\"events\":[" + line + "]}");
    }

    @Test
    void leadsFromPageToPageInBothDirections() {
        String correlation = UUID.randomUUID().toString();
        List<TestEvent> events = IntStream.range(0, 7)
                .mapToObj(number ->
                        TestEvent.of(TestEvent.newSource(), number, "{}").with("ce_correlationid", correlation))
                .toList();
        entries.take(events);
        List<String> ids = events.stream().map(TestEvent::id).toList();

        assertThat(walk("/audit/v1/events?limit=3&correlation_id=" + correlation))
                .isEqualTo(ids);
        assertThat(walk("/audit/v1/events?limit=3&order=desc&correlation_id=" + correlation))
                .isEqualTo(ids.reversed());
        assertThat(get("/audit/v1/events?limit=7&correlation_id=" + correlation)
                        .headers()
                        .firstValue("Link"))
                .isEmpty();
    }

    @Test
    void endsAPageOfLongEntriesEarlier() {
        String correlation = UUID.randomUUID().toString();
        String json = "{\"long\":\"" + "x".repeat(900_000) + "\"}";
        List<TestEvent> events = IntStream.range(0, 8)
                .mapToObj(number ->
                        TestEvent.of(TestEvent.newSource(), number, json).with("ce_correlationid", correlation))
                .toList();
        events.forEach(entries::take);

        assertThat(HttpCaller.json(get("/audit/v1/events?correlation_id=" + correlation))
                        .get("events")
                        .size())
                .isLessThan(8);
        assertThat(walk("/audit/v1/events?correlation_id=" + correlation)).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=1",
                "limit=0",
                "limit=1001",
                "limit=ten",
                "limit=",
                "limit=1&limit=2",
                "after=-1",
                "after=x",
                "after=1234567890123456789",
                "order=up",
                "from=yesterday",
                "from=2026-01-01",
                "to=%2B1000000000-12-31T23:59:59Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "user_id=",
                "user_id=%00",
                "credential_id=%20",
                "credential_id=a%20b"
            })
    void refusesWhatIsNoQuestion(String query) {
        HttpResponse<String> answer = get("/audit/v1/events?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(HttpCaller.json(answer).get("errorCode").asString()).isEqualTo("invalid_query_string");
        assertThat(HttpCaller.json(answer).get("statusCode").intValue()).isEqualTo(400);
    }

    @Test
    void refusesALongName() {
        assertThat(get("/audit/v1/events?user_id=" + "x".repeat(257)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "%7C"})
    void doesNotKnowOtherEvents(String id) {
        HttpResponse<String> answer = get("/audit/v1/events/" + id);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(HttpCaller.json(answer).get("errorCode").asString()).isEqualTo("inexistent_event");
    }

    @Test
    void wantsATokenWithItsScope() {
        assertThat(caller.get("/audit/v1/events", TestIssuer.token("read:logs")).statusCode())
                .isEqualTo(403);
        assertThat(caller.send(caller.request("/audit/v1/events").GET()).statusCode())
                .isEqualTo(401);
        assertThat(caller.send(caller.request("/audit/v1/events")
                                .header("Authorization", "Bearer " + TestIssuer.token("read:audit"))
                                .DELETE())
                        .statusCode())
                .isIn(403, 405);
    }

    private HttpResponse<String> get(String path) {
        return caller.get(path, TestIssuer.token("read:audit"));
    }

    private List<String> names(String query) {
        HttpResponse<String> answer = get("/audit/v1/events?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return fields(answer, "type")
                .map(type -> type.replace("dev.latchkey.", ""))
                .toList();
    }

    private List<String> walk(String path) {
        List<String> ids = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            HttpResponse<String> answer = get(next.get());
            ids.addAll(fields(answer, "id").toList());
            next = answer.headers().firstValue("Link").map(link -> {
                assertThat(link).endsWith(">; rel=\"next\"");
                return link.substring(1, link.indexOf('>'));
            });
        }
        return ids;
    }

    private static Stream<String> fields(HttpResponse<String> answer, String name) {
        JsonNode events = HttpCaller.json(answer).get("events");
        return IntStream.range(0, events.size())
                .mapToObj(number -> events.get(number).get(name).asString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
