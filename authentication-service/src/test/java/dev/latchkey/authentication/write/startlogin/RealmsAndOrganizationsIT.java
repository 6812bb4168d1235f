package dev.latchkey.authentication.write.startlogin;

import static dev.latchkey.testing.RichTestTenant.ORGANIZATION_ID;
import static dev.latchkey.testing.RichTestTenant.PEOPLE;
import static dev.latchkey.testing.RichTestTenant.PHONES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.authentication.RichServiceTest;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.testing.HttpCaller;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** For whom a login may be started (CONTRACT section 3, in the words of section 2.1; HOSTILE 73 and 74). */
@RichServiceTest
class RealmsAndOrganizationsIT {

    private static final String PATH = "/passkey/challenge";

    @Autowired
    private HttpCaller caller;

    @Autowired
    private SealedTickets tickets;

    static Stream<Arguments> admissions() {
        return Stream.of(
                arguments("demo", "", PEOPLE, null),
                arguments("demo", ",\"realm\":\"Phones\"", PHONES, null),
                // Nobody may join it, but who is in it may sign in.
                arguments("demo", ",\"realm\":\"Closed\"", "Closed", null),
                arguments("outsiders", "", PEOPLE, null),
                arguments("demo", ",\"organization\":\"" + ORGANIZATION_ID + "\"", PEOPLE, ORGANIZATION_ID),
                arguments("demo", ",\"organization\":\"acme\"", PEOPLE, ORGANIZATION_ID),
                arguments("demo", ",\"organization\":\"ACME\"", PEOPLE, ORGANIZATION_ID),
                arguments(
                        "members",
                        ",\"organization\":\"acme\",\"realm\":\"Members-Only\"",
                        "Members-Only",
                        ORGANIZATION_ID));
    }

    @ParameterizedTest
    @MethodSource("admissions")
    void sealsTheRealmAndTheOrganization(String clientId, String members, String realm, String organization) {
        JsonNode answer = HttpCaller.json(challenge(clientId, members));

        Ticket ticket = tickets.open(answer.get("auth_session").stringValue()).orElseThrow();
        assertThat(ticket.realm()).isEqualTo(realm);
        assertThat(ticket.organization()).isEqualTo(organization);
    }

    static Stream<Arguments> refusals() {
        String realm = "\"realm\" names no connection that has passkeys and is enabled for this client";
        String unknown = "\"organization\" names no organization of this tenant";
        return Stream.of(
                arguments("demo", ",\"realm\":\"Members-Only\"", realm),
                arguments("demo", ",\"realm\":\"Passwords\"", realm),
                arguments("demo", ",\"realm\":\"Nowhere\"", realm),
                arguments("demo", ",\"realm\":\"people\"", realm),
                arguments("demo", ",\"realm\":[]", "\"realm\" must be of type string"),
                arguments("demo", ",\"organization\":\"org_fedcba9876543210\"", unknown),
                arguments("demo", ",\"organization\":\"\"", unknown),
                arguments("members", "", "\"organization\" is required for this client"),
                arguments("members", ",\"organization\":null", "\"organization\" is required for this client"),
                arguments(
                        "outsiders",
                        ",\"organization\":\"acme\"",
                        "This client's requests must not name an \"organization\""));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesRealmsAndOrganizationsThatAreNotTheClients(String clientId, String members, String description) {
        HttpResponse<String> response = challenge(clientId, members);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpCaller.json(response).get("error").stringValue()).isEqualTo("invalid_request");
        assertThat(HttpCaller.json(response).get("error_description").stringValue())
                .isEqualTo(description);
    }

    private HttpResponse<String> challenge(String clientId, String members) {
        return caller.post(PATH, "{\"client_id\":\"" + clientId + "\"" + members + "}");
    }
}
