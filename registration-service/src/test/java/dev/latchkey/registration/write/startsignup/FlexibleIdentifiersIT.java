package dev.latchkey.registration.write.startsignup;

import static dev.latchkey.testing.RichTestTenant.PEOPLE;
import static dev.latchkey.testing.RichTestTenant.PHONES;
import static dev.latchkey.testing.RichTestTenant.USERNAMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.registration.RichServiceTest;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.RichTestTenant;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

/** Which identifiers a connection takes at signup, and the rest of the door (CONTRACT sections 2.1 and 2.3). */
@RichServiceTest
class FlexibleIdentifiersIT {

    private static final String PATH = "/passkey/register";

    @Autowired
    private HttpCaller caller;

    @Autowired
    private SealedTickets tickets;

    @Autowired
    private IdentifierHasher hasher;

    @Autowired
    @Qualifier("usersProjection")
    private Projection users;

    static Stream<Arguments> profiles() {
        return Stream.of(
                arguments(PEOPLE, "\"email\":\"A@b.test\"", "a@b.test", null, null),
                arguments(PEOPLE, "\"phone_number\":\"+491\"", null, "+491", null),
                arguments(PEOPLE, "\"username\":\"Ada\"", null, null, "ada"),
                arguments(
                        PEOPLE,
                        "\"username\":\"Ada\",\"phone_number\":\"+492\",\"email\":\"b@b.test\"",
                        "b@b.test",
                        "+492",
                        "ada"),
                arguments(PEOPLE, "\"email\":null,\"username\":\"ada\"", null, null, "ada"),
                arguments(PHONES, "\"phone_number\":\"+123456789012345\"", null, "+123456789012345", null),
                arguments(PHONES, "\"phone_number\":\"+493\",\"username\":\"x\"", null, "+493", "x"),
                arguments(USERNAMES, "\"username\":\"Looks@Like.one\"", null, null, "looks@like.one"),
                arguments(USERNAMES, "\"username\":\"+494\"", null, null, "+494"));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void sealsTheNormalizedIdentifiersOfTheConnection(
            String realm, String identifiers, String email, String phoneNumber, String username) {
        JsonNode answer = HttpCaller.json(signUp("demo", realm, identifiers));

        Ticket ticket = tickets.open(answer.get("auth_session").stringValue()).orElseThrow();
        Profile expected = new Profile(email, phoneNumber, username, null, null, null, null, null);
        assertThat(ticket.profile()).isEqualTo(expected);
        assertThat(ticket.realm()).isEqualTo(realm);
        // DESIGN 7.5: e-mail, then phone number, then username.
        assertThat(answer.at("/authn_params_public_key/user/name").stringValue())
                .isEqualTo(expected.identifiers().getFirst().value());
    }

    static Stream<Arguments> refusals() {
        String phone = "\"phone_number\" must be a plus sign and 1 to 15 digits (E.164)";
        String username = "\"username\" must have 1 to 15 characters out of a-z 0-9 @ ^ $ . ! ` - # + ' ~ _,"
                + " not in the form of an e-mail address, not in the form of a phone number";
        String lenient = "\"username\" must have 3 to 20 characters out of a-z 0-9 @ ^ $ . ! ` - # + ' ~ _";
        return Stream.of(
                // HOSTILE 56: required and missing, inactive and present, none at all.
                arguments(PHONES, "\"username\":\"ada\"", "\"phone_number\" is required"),
                arguments(PHONES, "\"phone_number\":null", "\"phone_number\" is required"),
                arguments(USERNAMES, "\"name\":\"Ada\"", "\"username\" is required"),
                arguments(
                        PHONES,
                        "\"phone_number\":\"+491\",\"email\":\"a@b.test\"",
                        "\"email\" is not active at signup on this connection"),
                arguments(
                        USERNAMES,
                        "\"username\":\"ada\",\"phone_number\":\"+491\"",
                        "\"phone_number\" is not active at signup on this connection"),
                arguments(
                        PEOPLE,
                        "\"name\":\"Ada\"",
                        "At least one of \"email\", \"phone_number\", \"username\" is required"),
                arguments(PEOPLE, "\"email\":\"\"", "invalid email address"),
                arguments(PEOPLE, "\"username\":7", "\"username\" must be of type string"),
                // HOSTILE 58.
                arguments(PEOPLE, "\"phone_number\":\"\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"4930123456\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+49 30 123456\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+1234567890123456\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+" + "1".repeat(31) + "\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+491\\n\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"\uff0b491\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+\uff14\uff19\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"+\u0664\u0669\"", phone),
                arguments(PEOPLE, "\"phone_number\":\"tel:+491\"", phone),
                // The policy of the connection.
                arguments(PEOPLE, "\"username\":\"\"", username),
                arguments(PEOPLE, "\"username\":\"1234567890123456\"", username),
                arguments(PEOPLE, "\"username\":\"a@b.test\"", username),
                arguments(PEOPLE, "\"username\":\"+491\"", username),
                arguments(USERNAMES, "\"username\":\"ab\"", lenient),
                // HOSTILE 97, 99.
                arguments(PEOPLE, "\"username\":\"\uff41da\"", username),
                arguments(PEOPLE, "\"username\":\"a\u200bda\"", username),
                arguments(PEOPLE, "\"username\":\"\u202eada\"", username),
                arguments(PEOPLE, "\"username\":\"\u0430da\"", username));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhichIdentifierIsWrong(String realm, String identifiers, String description) {
        HttpResponse<String> response = signUp("demo", realm, identifiers);

        assertRefused(response, description);
    }

    static Stream<Arguments> takenSpellings() {
        return Stream.of(
                arguments(PEOPLE, IdentifierType.USERNAME, "taken", "\"username\":\"TAKEN\""),
                arguments(PEOPLE, IdentifierType.USERNAME, "kelvin", "\"username\":\"\u212aelvin\""),
                arguments(PHONES, IdentifierType.PHONE_NUMBER, "+495", "\"phone_number\":\"+495\""),
                // Any one of several is enough.
                arguments(
                        PEOPLE,
                        IdentifierType.PHONE_NUMBER,
                        "+496",
                        "\"email\":\"new@b.test\",\"phone_number\":\"+496\""));
    }

    @ParameterizedTest
    @MethodSource("takenSpellings")
    void refusesWhoeverIsKnownByAnyIdentifier(String realm, IdentifierType type, String value, String identifiers) {
        takeIn(realm, type, value);

        assertRefused(signUp("demo", realm, identifiers), "The user already exists.");
    }

    /** A username is not the address that it looks like, and another connection has people of its own. */
    @Test
    void keepsTypesAndConnectionsApart() {
        takeIn(PEOPLE, IdentifierType.EMAIL, "apart@b.test");

        assertThat(signUp("demo", USERNAMES, "\"username\":\"apart@b.test\"").statusCode())
                .isEqualTo(200);
        takeIn(USERNAMES, IdentifierType.USERNAME, "elsewhere");
        assertThat(signUp("demo", PEOPLE, "\"username\":\"elsewhere\"").statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> doors() {
        String realm = "\"realm\" names no connection that has passkeys and is enabled for this client";
        return Stream.of(
                arguments("demo", "\"realm\":\"Members-Only\"", realm),
                arguments("demo", "\"realm\":\"Passwords\"", realm),
                arguments("demo", "\"realm\":\"people\"", realm),
                arguments("demo", "\"realm\":\"\"", realm),
                arguments("demo", "\"realm\":\"Closed\"", "Signup is disabled on this connection."),
                arguments("members", "\"realm\":\"People\"", "\"organization\" is required for this client"),
                arguments(
                        "members",
                        "\"organization\":\"org_fedcba9876543210\"",
                        "\"organization\" names no organization of this tenant"),
                arguments(
                        "outsiders",
                        "\"organization\":\"acme\"",
                        "This client's requests must not name an \"organization\""),
                arguments("demo", "\"organization\":7", "\"organization\" must be of type string"));
    }

    /** HOSTILE 73 and 74. */
    @ParameterizedTest
    @MethodSource("doors")
    void refusesRealmsAndOrganizationsThatAreNotTheClients(String clientId, String member, String description) {
        assertRefused(
                caller.post(
                        PATH,
                        "{\"client_id\":\"" + clientId + "\"," + member
                                + ",\"user_profile\":{\"email\":\"d@b.test\"}}"),
                description);
    }

    static Stream<Arguments> admissions() {
        String organization = RichTestTenant.ORGANIZATION_ID;
        return Stream.of(
                arguments("demo", "", PEOPLE, null),
                arguments("outsiders", "", PEOPLE, null),
                arguments("demo", "\"organization\":\"" + organization + "\",", PEOPLE, organization),
                arguments("demo", "\"organization\":\"acme\",", PEOPLE, organization),
                arguments("demo", "\"organization\":\"ACME\",", PEOPLE, organization),
                arguments(
                        "members",
                        "\"organization\":\"acme\",\"realm\":\"Members-Only\",",
                        "Members-Only",
                        organization));
    }

    @ParameterizedTest
    @MethodSource("admissions")
    void sealsTheRealmAndTheOrganization(String clientId, String members, String realm, String organization) {
        JsonNode answer = HttpCaller.json(caller.post(
                PATH, "{\"client_id\":\"" + clientId + "\"," + members + "\"user_profile\":{\"email\":\"o@b.test\"}}"));

        Ticket ticket = tickets.open(answer.get("auth_session").stringValue()).orElseThrow();
        assertThat(ticket.realm()).isEqualTo(realm);
        assertThat(ticket.organization()).isEqualTo(organization);
    }

    private HttpResponse<String> signUp(String clientId, String realm, String identifiers) {
        return caller.post(
                PATH,
                "{\"client_id\":\"" + clientId + "\",\"realm\":\"" + realm + "\",\"user_profile\":{" + identifiers
                        + "}}");
    }

    private void takeIn(String realm, IdentifierType type, String value) {
        IdentifierHash hash = hasher.hash(realm, new Identifier(type, value));
        UserId user = UserId.of(Arrays.copyOf((realm + value).getBytes(StandardCharsets.UTF_8), UserId.RANDOM_BYTES));
        users.on(new ReceivedEvent(new UserCreated(user, realm, Instant.now(), List.of(hash), "ciphertext"), 0));
    }

    private static void assertRefused(HttpResponse<String> response, String description) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpCaller.json(response).get("error").stringValue()).isEqualTo("invalid_request");
        assertThat(HttpCaller.json(response).get("error_description").stringValue())
                .isEqualTo(description);
    }
}
