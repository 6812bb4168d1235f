package dev.latchkey.audit.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.audit.trail.Entry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A session in few words.
 *
 * @param reason why it was refused
 * @param startedAt when its challenge was issued, as far as that is known
 * @param answeredAt when it was redeemed or refused for good
 */
@JsonPropertyOrder({
    "session_id",
    "outcome",
    "reason",
    "purpose",
    "client_id",
    "user_id",
    "started_at",
    "answered_at",
    "grant_id"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionSummary(
        @JsonProperty("session_id") String sessionId,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String purpose,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("user_id") @Nullable String userId,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("answered_at") @Nullable Instant answeredAt,
        @JsonProperty("grant_id") @Nullable String grantId) {

    /** What came of a session. */
    enum Outcome {
        /** It waits for its answer. */
        PENDING,
        /** Nobody answered it in time. */
        EXPIRED,
        /** Its answer was refused. */
        REFUSED,
        /** It signed somebody up. */
        SIGNED_UP,
        /** It signed somebody in. */
        SIGNED_IN,
        /** It gave a person one more passkey. */
        ENROLLED;

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SessionSummary of(String id, List<Entry> turns, Instant now) {
        Optional<Entry> challenge = first(turns, "challenge-issued");
        Optional<Entry> redeemed = first(turns, "auth-session-redeemed");
        // What is refused after it was redeemed changes nothing of what it did.
        Optional<Entry> rejected = redeemed.isPresent() ? Optional.empty() : first(turns, "auth-session-rejected");
        Optional<Entry> answer = redeemed.or(() -> rejected);
        Outcome outcome = redeemed.map(SessionSummary::success)
                .or(() -> rejected.map(refusal -> Outcome.REFUSED))
                .orElseGet(() -> unanswered(challenge, now));
        List<Entry> telling = answer.map(
                        last -> challenge.map(start -> List.of(last, start)).orElse(List.of(last)))
                .orElse(turns);
        return new SessionSummary(
                id,
                outcome,
                rejected.map(refusal -> text(refusal, "reason")).orElse(null),
                anyOf(telling, "purpose"),
                anyOf(telling, "clientId"),
                anyOf(telling, "userId"),
                challenge.map(Entry::time).orElse(null),
                answer.map(Entry::time).orElse(null),
                anyOf(turns, "grantId"));
    }

    private static Outcome success(Entry redeemed) {
        return switch (String.valueOf(text(redeemed, "purpose"))) {
            case "signup" -> Outcome.SIGNED_UP;
            case "enrolment" -> Outcome.ENROLLED;
            default -> Outcome.SIGNED_IN;
        };
    }

    private static Outcome unanswered(Optional<Entry> challenge, Instant now) {
        boolean isOver = challenge
                .map(entry -> text(entry, "expiresAt"))
                .map(expiry -> !now.isBefore(instant(expiry)))
                .orElse(false);
        return isOver ? Outcome.EXPIRED : Outcome.PENDING;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            return Instant.MAX;
        }
    }

    private static Optional<Entry> first(List<Entry> turns, String name) {
        return turns.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static @Nullable String anyOf(List<Entry> entries, String field) {
        return entries.stream()
                .map(entry -> text(entry, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(Entry entry, String field) {
        JsonNode value = entry.data().path(field);
        return value.isString() ? value.stringValue() : null;
    }
}
