package dev.latchkey.kernel.people;

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

/** Reads what a request says of a person (CONTRACT section 2.1). */
public final class ProfileReader {

    /** The members that it reads. */
    public static final Set<String> MEMBERS =
            Set.of("email", "phone_number", "username", "name", "given_name", "family_name", "nickname", "picture");

    private static final int MOST_NAME_CHARACTERS = 300;
    private static final int MOST_PART_OF_NAME_CHARACTERS = 150;
    private static final int MOST_PICTURE_CHARACTERS = 2_048;

    private ProfileReader() {}

    /**
     * Reads the profile of somebody who joins a connection.
     *
     * @throws ApiException 400 {@code invalid_request} that names what is wrong
     */
    public static Profile read(ObjectNode profile, Connection connection) {
        IdentifierReader identifiers = new IdentifierReader(connection);
        return checked(
                identifiers,
                new Profile(
                        identifiers.read(profile, IdentifierType.EMAIL),
                        identifiers.read(profile, IdentifierType.PHONE_NUMBER),
                        identifiers.read(profile, IdentifierType.USERNAME),
                        text(profile, "name", MOST_NAME_CHARACTERS),
                        text(profile, "given_name", MOST_PART_OF_NAME_CHARACTERS),
                        text(profile, "family_name", MOST_PART_OF_NAME_CHARACTERS),
                        text(profile, "nickname", MOST_NAME_CHARACTERS),
                        picture(profile)));
    }

    /**
     * Reads a change of the profile: what is not named stays as it is known, null takes away.
     *
     * @throws ApiException 400 {@code invalid_request} that names what is wrong
     */
    public static Profile change(Profile known, ObjectNode change, Connection connection) {
        IdentifierReader identifiers = new IdentifierReader(connection);
        return checked(
                identifiers,
                new Profile(
                        identifier(identifiers, change, IdentifierType.EMAIL, known.email()),
                        identifier(identifiers, change, IdentifierType.PHONE_NUMBER, known.phoneNumber()),
                        identifier(identifiers, change, IdentifierType.USERNAME, known.username()),
                        changed(change, "name", MOST_NAME_CHARACTERS, known.name()),
                        changed(change, "given_name", MOST_PART_OF_NAME_CHARACTERS, known.givenName()),
                        changed(change, "family_name", MOST_PART_OF_NAME_CHARACTERS, known.familyName()),
                        changed(change, "nickname", MOST_NAME_CHARACTERS, known.nickname()),
                        change.has("picture") ? picture(change) : known.picture()));
    }

    private static Profile checked(IdentifierReader identifiers, Profile profile) {
        identifiers.requireOne(profile.email(), profile.phoneNumber(), profile.username());
        return profile;
    }

    private static @Nullable String identifier(
            IdentifierReader identifiers, ObjectNode change, IdentifierType type, @Nullable String known) {
        return change.has(type.wireName()) ? identifiers.read(change, type) : known;
    }

    private static @Nullable String changed(ObjectNode change, String key, int mostCharacters, @Nullable String known) {
        return change.has(key) ? text(change, key, mostCharacters) : known;
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
