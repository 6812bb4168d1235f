package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.people.ProfileReader;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a person says of themselves when they want to sign up, validated and normalized. */
record Signup(Profile profile, @Nullable Map<String, String> userMetadata) {

    /**
     * Reads it out of a request to join a connection.
     *
     * @throws dev.latchkey.kernel.web.ApiException 400 {@code invalid_request} that names what is wrong
     */
    static Signup read(ObjectNode body, Connection connection) {
        ObjectNode described = StrictJson.requiredObject(body, "user_profile");
        refuseUnknown(described);
        Profile profile = ProfileReader.read(described, connection);
        Optional<Map<String, String>> metadata =
                StrictJson.optionalObject(body, "user_metadata").map(MetadataReader::read);
        return new Signup(profile, metadata.orElse(null));
    }

    private static void refuseUnknown(ObjectNode profile) {
        for (String key : profile.propertyNames()) {
            if (!ProfileReader.MEMBERS.contains(key)) {
                throw ApiException.invalidRequest("\"user_profile." + key + "\" is not allowed");
            }
        }
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "Signup[hidden]";
    }
}
