package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.web.StrictJson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person asks for when they want one more passkey.
 *
 * @param connection the connection that they say they live in
 * @param identityUserId who they say they are
 */
record Enrolment(@Nullable String connection, @Nullable String identityUserId) {

    private static final String CONNECTION = "connection";
    private static final String IDENTITY_USER_ID = "identity_user_id";
    private static final Pattern CONNECTION_FORM = Pattern.compile("[a-zA-Z0-9-]{1,128}");
    private static final Pattern IDENTITY_FORM = Pattern.compile("\\S{1,255}");

    /**
     * Reads it out of a request.
     *
     * @throws ProblemException 400 that names what is wrong
     */
    static Enrolment read(ObjectNode body) {
        if (!"passkey".equals(StrictJson.requiredText(body, "type"))) {
            throw ProblemException.invalid("type", "\"type\" must be passkey");
        }
        return new Enrolment(
                optional(body, CONNECTION, CONNECTION_FORM), optional(body, IDENTITY_USER_ID, IDENTITY_FORM));
    }

    private static @Nullable String optional(ObjectNode body, String name, Pattern form) {
        return StrictJson.optionalText(body, name)
                .map(value -> {
                    if (!form.matcher(value).matches()) {
                        throw ProblemException.invalid(name, '"' + name + "\" is malformed");
                    }
                    return value;
                })
                .orElse(null);
    }

    /**
     * Checks that what they say of themselves is what the token and the store know.
     *
     * @throws ProblemException 400 that names what is somebody else's
     */
    void requireToBeOf(Person person) {
        if (connection != null && !connection.equals(person.realm())) {
            throw ProblemException.invalid(CONNECTION, "\"connection\" must be the person's own");
        }
        if (identityUserId != null
                && !identityUserId.equals(person.userId().toString())
                && !identityUserId.equals(person.userId().withoutProvider())) {
            throw ProblemException.invalid(IDENTITY_USER_ID, "\"identity_user_id\" must be the person's own");
        }
    }
}
