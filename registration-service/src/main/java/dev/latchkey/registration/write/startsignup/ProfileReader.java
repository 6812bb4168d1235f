package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code user_profile} (CONTRACT section 2.1). */
final class ProfileReader {

    private static final Set<String> KNOWN =
            Set.of("email", "phone_number", "username", "name", "given_name", "family_name", "nickname", "picture");
    private static final int MOST_NAME_CHARACTERS = 300;
    private static final int MOST_PART_OF_NAME_CHARACTERS = 150;
    private static final int MOST_PICTURE_CHARACTERS = 2_048;

    private ProfileReader() {}

    /**
     * Reads the profile of somebody who joins a connection.
     *
     * @throws dev.latchkey.kernel.web.ApiException 400 {@code invalid_request} that names what is wrong
     */
    static Profile read(ObjectNode profile, Connection connection) {
        refuseUnknown(profile);
        IdentifierReader identifiers = new IdentifierReader(connection);
        String email = identifiers.read(profile, IdentifierType.EMAIL);
        String phoneNumber = identifiers.read(profile, IdentifierType.PHONE_NUMBER);
        String username = identifiers.read(profile, IdentifierType.USERNAME);
        identifiers.requireOne(email, phoneNumber, username);
        return new Profile(
                email,
                phoneNumber,
                username,
                text(profile, "name", MOST_NAME_CHARACTERS),
                text(profile, "given_name", MOST_PART_OF_NAME_CHARACTERS),
                text(profile, "family_name", MOST_PART_OF_NAME_CHARACTERS),
                text(profile, "nickname", MOST_NAME_CHARACTERS),
                picture(profile));
    }

    private static void refuseUnknown(ObjectNode profile) {
        for (String key : profile.propertyNames()) {
            if (!KNOWN.contains(key)) {
                throw ApiException.invalidRequest("\"user_profile." + key + "\" is not allowed");
            }
        }
    }

    private static @Nullable String text(ObjectNode profile, String key, int mostCharacters) {
        return StrictJson.optionalText(profile, key)
                .map(text -> CheckedText.of("\"" + key + "\"", text, 1, mostCharacters))
                .orElse(null);
    }

    private static @Nullable String picture(ObjectNode profile) {
        Optional<String> picture = StrictJson.optionalText(profile, "picture");
        if (picture.isPresent() && !isWebAddress(picture.get())) {
            throw ApiException.invalidRequest("\"picture\" must be an http or https URL of at most "
                    + MOST_PICTURE_CHARACTERS + " ASCII characters");
        }
        return picture.orElse(null);
    }

    private static boolean isWebAddress(String text) {
        if (text.length() > MOST_PICTURE_CHARACTERS
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return false;
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme();
            boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            return web && url.getHost() != null && url.getUserInfo() == null;
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }
}
