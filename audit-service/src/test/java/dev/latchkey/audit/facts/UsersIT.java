package dev.latchkey.audit.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code /audit/v1/users}: a person's history, and who could sign in as them at an instant. */
@ServiceTest
class UsersIT {

    @Autowired
    private TestEntries entries;

    @Autowired
    private HttpCaller caller;

    @Test
    void tellsWhoCouldSignInAtAnyInstant() {
        Life life = new Life().signUp();
        life.addPasskey(5)
                .block(10, 1)
                .block(11, 2)
                .unblock(15, 3)
                .revokePasskey(20, life.firstPasskey)
                .erase(25, 4);
        entries.take(life.events);

        JsonNode before = state(life, Life.minute(0));
        assertThat(before.get("exists").booleanValue()).isFalse();
        assertThat(before.get("can_sign_in").booleanValue()).isFalse();
        assertThat(before.get("passkeys").isEmpty()).isTrue();
        assertThat(before.has("exists_since")).isFalse();

        JsonNode signedUp = state(life, Life.minute(1));
        assertThat(signedUp.get("can_sign_in").booleanValue()).isTrue();
        assertThat(signedUp.get("exists_since").asString()).isEqualTo("2026-03-01T10:01:00Z");
        assertThat(passkeys(signedUp)).containsExactly(life.firstPasskey.toString());
        assertThat(signedUp.at("/passkeys/0/since").asString()).isEqualTo("2026-03-01T10:01:00Z");
        assertThat(signedUp.at("/passkeys/0/registration/credentialId").asString())
                .isEqualTo(life.firstCredential.toString());
        assertThat(signedUp.at("/passkeys/0/event_id").asString()).isNotEmpty();
        assertThat(signedUp.get("tree_size").longValue()).isPositive();

        assertThat(passkeys(state(life, Life.minute(5).minusMillis(1)))).hasSize(1);
        assertThat(passkeys(state(life, Life.minute(5))))
                .containsExactly(life.firstPasskey.toString(), life.secondPasskey.toString());

        JsonNode blocked = state(life, Life.minute(12));
        assertThat(blocked.get("blocked").booleanValue()).isTrue();
        assertThat(blocked.get("blocked_since").asString()).isEqualTo("2026-03-01T10:10:00Z");
        assertThat(blocked.get("can_sign_in").booleanValue()).isFalse();
        assertThat(passkeys(blocked)).hasSize(2);

        JsonNode unblocked = state(life, Life.minute(15));
        assertThat(unblocked.get("blocked").booleanValue()).isFalse();
        assertThat(unblocked.has("blocked_since")).isFalse();
        assertThat(unblocked.get("can_sign_in").booleanValue()).isTrue();

        assertThat(passkeys(state(life, Life.minute(20)))).containsExactly(life.secondPasskey.toString());

        JsonNode erased = state(life, Life.minute(25));
        assertThat(erased.get("erased").booleanValue()).isTrue();
        assertThat(erased.get("erased_since").asString()).isEqualTo("2026-03-01T10:25:00Z");
        assertThat(erased.get("can_sign_in").booleanValue()).isFalse();
        assertThat(erased.get("exists").booleanValue()).isFalse();
    }

    @Test
    void countsTheOrderOfTheStreamWhereSomethingCameLate() {
        Life life = new Life().signUp().block(10, 1).unblock(10, 2);
        entries.take(life.events.subList(0, 5));
        entries.take(life.events.get(6), life.events.get(5));

        assertThat(state(life, Life.minute(10)).get("blocked").booleanValue()).isFalse();
    }

    @Test
    void tellsOfNobodyThatTheyCouldNotSignIn() {
        JsonNode nobody = state(new Life(), Life.minute(0));

        assertThat(nobody.get("exists").booleanValue()).isFalse();
        assertThat(nobody.get("can_sign_in").booleanValue()).isFalse();
    }

    @Test
    void tellsTheHistoryOfAPerson() {
        Life life = new Life().signUp().block(10, 1);
        entries.take(life.events);

        JsonNode history = HttpCaller.json(get(path(life) + "/history?order=desc"));
        assertThat(history.get("events").size()).isEqualTo(5);
        assertThat(history.at("/events/0/type").asString()).isEqualTo("dev.latchkey.user-blocked");
        assertThat(get(path(life) + "/history?limit=2").headers().firstValue("Link"))
                .hasValueSatisfying(link -> {
                    HttpResponse<String> next = get(link.substring(1, link.indexOf('>')));
                    assertThat(HttpCaller.json(next).get("events").size()).isEqualTo(2);
                });
        assertThat(get(path(new Life()) + "/history").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in-state?at=now",
                "/sign-in-state?at=2099-01-01T00:00:00Z",
                "/sign-in-state?at=",
                "/sign-in-state?when=2026-01-01T00:00:00Z",
                "/history?user_id=x",
                "/history?limit=0"
            })
    void refusesWhatIsNoQuestion(String question) {
        assertThat(get(path(new Life()) + question).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/v1/users/nobody/history", "/audit/v1/users/auth0%7C1/sign-in-state"})
    void doesNotKnowWhatIsNoUser(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(HttpCaller.json(answer).get("errorCode").asString()).isEqualTo("inexistent_user");
    }

    private JsonNode state(Life life, Instant at) {
        HttpResponse<String> answer = get(path(life) + "/sign-in-state?at=" + at);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return HttpCaller.json(answer);
    }

    private static List<String> passkeys(JsonNode state) {
        JsonNode passkeys = state.get("passkeys");
        return IntStream.range(0, passkeys.size())
                .mapToObj(number -> passkeys.get(number).get("id").asString())
                .toList();
    }

    private static String path(Life life) {
        return "/audit/v1/users/" + life.user.toString().replace("|", "%7C");
    }

    private HttpResponse<String> get(String path) {
        return caller.get(path, TestIssuer.token("read:audit"));
    }
}
