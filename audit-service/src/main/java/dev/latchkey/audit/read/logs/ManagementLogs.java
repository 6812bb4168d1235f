package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.trail.Entry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The log {@code sapi} of what an operator wrote through the Management API, whatever it was: who did it, and to what. */
final class ManagementLogs {

    private static final String CLIENT = "client:";

    /** How Auth0 describes what has a name of ours. */
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "user-created", "Create a User",
            "user-profile-changed", "Update a User",
            "user-blocked", "Update a User",
            "user-unblocked", "Update a User",
            "user-erased", "Delete a User",
            "credential-registered", "Creates an authentication method for a given user",
            "credential-renamed", "Update an authentication method by ID",
            "credential-revoked", "Delete an authentication method by ID");

    /** They only follow from what was written: a person's grants and passkeys end with the person. */
    private static final Set<String> CONSEQUENCES = Set.of("USER_ERASED", "user-erased", "user_erased", "erased");

    Optional<Draft> of(Entry entry) {
        String actor = entry.actor();
        if (actor == null || !actor.startsWith(CLIENT) || isConsequence(entry)) {
            return Optional.empty();
        }
        String operator = actor.substring(CLIENT.length());
        Draft draft = Draft.of("sapi", DESCRIPTIONS.getOrDefault(entry.name(), words(entry.name())));
        ObjectNode request = draft.details().putObject("request");
        request.put("channel", "api").put("type", entry.name());
        if (entry.subject() != null) {
            request.put("subject", entry.subject());
        }
        request.putObject("auth").put("strategy", "jwt").putObject("user").put("client_id", operator);
        draft.details().putObject("response").put("statusCode", statusOf(entry.name()));
        return Optional.of(
                draft.client(operator).person(LogTypes.personOf(entry.data()).orElse(null)));
    }

    private static boolean isConsequence(Entry entry) {
        return entry.name().startsWith("grant-")
                || CONSEQUENCES.contains(entry.data().path("reason").asString(""));
    }

    private static int statusOf(String name) {
        if (name.endsWith("-created") || name.endsWith("-registered")) {
            return 201;
        }
        return name.endsWith("-erased") || name.endsWith("-revoked") || name.endsWith("-deleted") ? 204 : 200;
    }

    /** {@code client-secret-rotated} is a client secret rotated. */
    private static String words(String name) {
        String text = name.replace('-', ' ');
        return text.isEmpty() ? "Change" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
