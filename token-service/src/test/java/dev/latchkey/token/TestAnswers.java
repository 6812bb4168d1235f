package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** What the answers of the passkey grant look like. */
final class TestAnswers {

    private static final String REFUSAL = "{\"error\":\"invalid_grant\","
            + "\"error_description\":\"The session or the passkey is not valid. Please start again.\"}";
    /** The only headers that may differ between two refusals. */
    private static final Set<String> OF_THE_MOMENT = Set.of("x-request-id", "date");

    private static final AtomicReference<Map<String, List<String>>> FIRST_HEADERS = new AtomicReference<>();

    private TestAnswers() {}

    /** The one refusal: the same bytes and headers, whatever the reason. */
    static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(403);
        assertThat(answer.rawText()).isEqualTo(REFUSAL);
        Map<String, List<String>> headers = new TreeMap<>(answer.raw().headers().map());
        headers.keySet().removeAll(OF_THE_MOMENT);
        FIRST_HEADERS.compareAndSet(null, headers);
        assertThat(headers).isEqualTo(FIRST_HEADERS.get());
        assertThat(headers)
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("pragma", List.of("no-cache"))
                .containsEntry("content-type", List.of("application/json"));
    }

    /** Refused while reading. */
    static void assertUnread(Answer answer) {
        assertError(answer, 400, "invalid_request");
    }

    /** An error in the envelope of CONTRACT section 1.6, in no cache. */
    static void assertError(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(status);
        assertThat(answer.text("error")).as(answer.rawText()).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotBlank();
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("error", "error_description");
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    static void assertSignedIn(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.text("access_token")).isNotEmpty();
    }
}
