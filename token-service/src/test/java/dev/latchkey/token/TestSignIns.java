package dev.latchkey.token;

import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.token.TokenEndpoint.Answer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signs people in for the sake of what comes after. */
final class TestSignIns {

    static final String OFFLINE = "openid profile email offline_access";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestSignIns() {}

    /** The answer to a login of this client, with more members of the request, names and values in turn. */
    static Answer login(TestService service, SoftwareAuthenticator authenticator, String client, String... members) {
        ObjectNode body = service.ceremonies()
                .request(
                        service.ceremonies().login(ticket -> new TestTickets(ticket).with("clientId", client)),
                        authenticator)
                .put("client_id", client)
                .put("scope", OFFLINE);
        Answer answer = service.endpoint().post(with(body, members));
        TestAnswers.assertSignedIn(answer);
        return answer;
    }

    /** A request to exchange a refresh token. */
    static ObjectNode refresh(String client, String refreshToken, String... members) {
        ObjectNode body = JSON.createObjectNode()
                .put("grant_type", "refresh_token")
                .put("client_id", client)
                .put("refresh_token", refreshToken);
        return with(body, members);
    }

    private static ObjectNode with(ObjectNode body, String... members) {
        for (int index = 0; index < members.length; index += 2) {
            body.put(members[index], members[index + 1]);
        }
        return body;
    }
}
