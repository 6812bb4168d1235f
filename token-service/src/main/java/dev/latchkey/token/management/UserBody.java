package dev.latchkey.token.management;

import dev.latchkey.kernel.people.ProfileReader;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an operator says of a person: signup's rules for identifiers and profile, and what only operators may say. */
final class UserBody {

    private static final String PASSWORD = "password";
    private static final String EMAIL_VERIFIED = "email_verified";
    private static final String PHONE_VERIFIED = "phone_verified";

    /** The last ones ask for messages that nobody sends here; SDKs name them all the same. */
    private static final Set<String> MEMBERS = Set.of(
            PASSWORD,
            "connection",
            "user_id",
            EMAIL_VERIFIED,
            PHONE_VERIFIED,
            "blocked",
            "user_metadata",
            "app_metadata",
            "client_id",
            "verify_email",
            "verify_phone_number");

    private static final Set<String> NO_MESSAGES = Set.of("verify_email", "verify_phone_number");

    private final ObjectNode body;

    UserBody(ObjectNode body) {
        this.body = body;
        if (body.hasNonNull(PASSWORD)) {
            throw ApiException.invalidRequest(
                    "\"password\" is not allowed: nobody has a password here, people sign in with passkeys");
        }
        for (String member : body.propertyNames()) {
            if (!MEMBERS.contains(member) && !ProfileReader.MEMBERS.contains(member)) {
                throw ApiException.invalidRequest("Additional properties not allowed: " + member);
            }
        }
        NO_MESSAGES.forEach(flag -> StrictJson.optionalTruth(body, flag));
        StrictJson.optionalText(body, "client_id");
    }

    Optional<String> connection() {
        return StrictJson.optionalText(body, "connection");
    }

    /** The id that the operator wants the person to have. */
    Optional<UserId> userId() {
        return StrictJson.optionalText(body, "user_id").map(UserBody::userId);
    }

    private static UserId userId(String text) {
        return UserId.parse(text)
                .or(() -> UserId.parse("auth0|" + text))
                .orElseThrow(() -> ApiException.invalidRequest(
                        "\"user_id\" must be 24 lower-case hexadecimal digits, with or without auth0| before them"));
    }

    Optional<Boolean> blocked() {
        return StrictJson.optionalTruth(body, "blocked");
    }

    /** The person who is created. */
    PersonalData person(Connection connection) {
        return new PersonalData(
                ProfileReader.read(body, connection),
                MetadataChange.of(body, "user_metadata").applyTo(null),
                MetadataChange.of(body, "app_metadata").applyTo(null),
                StrictJson.optionalTruth(body, EMAIL_VERIFIED).orElse(null),
                StrictJson.optionalTruth(body, PHONE_VERIFIED).orElse(null));
    }

    /** The person as they are after the change. */
    PersonalData change(PersonalData known, Connection connection) {
        Profile profile = ProfileReader.change(known.profile(), body, connection);
        return new PersonalData(
                profile,
                MetadataChange.of(body, "user_metadata").applyTo(known.userMetadata()),
                MetadataChange.of(body, "app_metadata").applyTo(known.appMetadata()),
                verified(EMAIL_VERIFIED, known.profile().email(), profile.email(), known.emailVerified()),
                verified(PHONE_VERIFIED, known.profile().phoneNumber(), profile.phoneNumber(), known.phoneVerified()));
    }

    /** Nobody has vouched for a new address until an operator says so. */
    private @Nullable Boolean verified(
            String member, @Nullable String before, @Nullable String after, @Nullable Boolean known) {
        return StrictJson.optionalTruth(body, member).orElse(Objects.equals(before, after) ? known : null);
    }
}
