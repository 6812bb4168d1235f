package dev.latchkey.kernel.people;

import dev.latchkey.kernel.web.ApiException;
import java.util.Set;

/** What the members of a person's metadata may be called (CONTRACT section 2.1). */
public final class MetadataNames {

    private static final int MOST_CHARACTERS = 100;
    private static final Set<String> RESERVED = Set.of(
            "__tenant",
            "_id",
            "blocked",
            "clientID",
            "created_at",
            "email_verified",
            "email",
            "globalClientID",
            "global_client_id",
            "identities",
            "lastIP",
            "lastLogin",
            "loginsCount",
            "metadata",
            "multifactor_last_modified",
            "multifactor",
            "updated_at",
            "user_id");

    private MetadataNames() {}

    /**
     * The name in its normal form.
     *
     * @param metadata the member that holds it
     * @throws ApiException 400 {@code invalid_request} that names what is wrong
     */
    public static String check(String metadata, String name) {
        String normalized = CheckedText.of("each name in \"" + metadata + "\"", name, 1, MOST_CHARACTERS);
        String path = '"' + metadata + "." + normalized + '"';
        if (normalized.contains(".") || normalized.contains("$")) {
            throw ApiException.invalidRequest(path + " must not contain . or $ in its name");
        }
        if (RESERVED.contains(normalized)) {
            throw ApiException.invalidRequest(path + " is a reserved name");
        }
        return normalized;
    }
}
