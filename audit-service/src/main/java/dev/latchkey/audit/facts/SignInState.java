package dev.latchkey.audit.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who could sign in as a person at an instant.
 *
 * @param treeSize how many entries the trail had when this was found out: what the answer can be checked against
 * @param canSignIn the person existed, was neither blocked nor erased, and had a passkey
 */
@JsonPropertyOrder({
    "user_id",
    "at",
    "tree_size",
    "can_sign_in",
    "exists",
    "exists_since",
    "blocked",
    "blocked_since",
    "erased",
    "erased_since",
    "passkeys"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignInState(
        @JsonProperty("user_id") String userId,
        Instant at,
        @JsonProperty("tree_size") long treeSize,
        @JsonProperty("can_sign_in") boolean canSignIn,
        boolean exists,
        @JsonProperty("exists_since") @Nullable Instant existsSince,
        boolean blocked,
        @JsonProperty("blocked_since") @Nullable Instant blockedSince,
        boolean erased,
        @JsonProperty("erased_since") @Nullable Instant erasedSince,
        List<Passkey> passkeys) {

    SignInState {
        passkeys = List.copyOf(passkeys);
    }

    /**
     * A passkey that was good then.
     *
     * @param since when it was registered
     * @param eventId of the event that says so
     * @param registration what that event says
     */
    @JsonPropertyOrder({"id", "since", "event_id", "registration"})
    record Passkey(
            String id,
            Instant since,
            @JsonProperty("event_id") String eventId,
            JsonNode registration) {}
}
