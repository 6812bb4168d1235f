package dev.latchkey.kernel.people;

import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.tenant.IdentifierStatus;
import dev.latchkey.kernel.tenant.UsernamePolicy;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the identifiers of {@code user_profile} as the connection wants them (CONTRACT section 2.1). */
public final class IdentifierReader {

    private final Connection connection;

    public IdentifierReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * An identifier in its one form.
     *
     * @throws ApiException 400 {@code invalid_request} when it is missing, malformed or inactive
     */
    @Nullable
    public String read(ObjectNode profile, IdentifierType type) {
        String key = type.wireName();
        Optional<String> given = StrictJson.optionalText(profile, key);
        IdentifierStatus status = connection.statusOf(type);
        if (given.isPresent() && status == IdentifierStatus.INACTIVE) {
            throw ApiException.invalidRequest('"' + key + "\" is not active at signup on this connection");
        }
        if (given.isEmpty() && status == IdentifierStatus.REQUIRED) {
            throw ApiException.invalidRequest('"' + key + "\" is required");
        }
        return given.map(text -> normalize(type, text).orElseThrow(() -> ApiException.invalidRequest(invalid(type))))
                .orElse(null);
    }

    /**
     * Makes sure that the person can be found by something.
     *
     * @throws ApiException 400 {@code invalid_request} otherwise
     */
    public void requireOne(@Nullable String... identifiers) {
        if (Arrays.stream(identifiers).allMatch(identifier -> identifier == null)) {
            throw ApiException.invalidRequest("At least one of " + active() + " is required");
        }
    }

    private String active() {
        return Arrays.stream(IdentifierType.values())
                .filter(type -> connection.statusOf(type) != IdentifierStatus.INACTIVE)
                .map(type -> '"' + type.wireName() + '"')
                .collect(Collectors.joining(", "));
    }

    private Optional<String> normalize(IdentifierType type, String text) {
        return switch (type) {
            case EMAIL -> EmailAddress.normalize(text);
            case PHONE_NUMBER -> PhoneNumber.normalize(text);
            case USERNAME -> Username.normalize(text, connection.usernamePolicy());
        };
    }

    private String invalid(IdentifierType type) {
        return switch (type) {
            case EMAIL -> "invalid email address";
            case PHONE_NUMBER -> "\"phone_number\" must be a plus sign and 1 to 15 digits (E.164)";
            case USERNAME -> invalidUsername(connection.usernamePolicy());
        };
    }

    private static String invalidUsername(UsernamePolicy policy) {
        return "\"username\" must have " + policy.fewestCharacters() + " to " + policy.mostCharacters()
                + " characters out of a-z 0-9 @ ^ $ . ! ` - # + ' ~ _"
                + (policy.mayLookLikeEmail() ? "" : ", not in the form of an e-mail address")
                + (policy.mayLookLikePhoneNumber() ? "" : ", not in the form of a phone number");
    }
}
