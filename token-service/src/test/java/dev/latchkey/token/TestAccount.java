package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A person who is signed in and manages their own passkeys at one instance. */
record TestAccount(TestService service, TokenEndpoint endpoint, UserId userId, String token) {

    static final String METHODS = "/me/v1/authentication-methods";
    static final String ALL_SCOPES = "openid create:me:authentication_methods read:me:authentication_methods"
            + " update:me:authentication_methods delete:me:authentication_methods read:me:factors";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A new person with one passkey, allowed everything. */
    static TestAccount signedUp(TestService service) {
        return signedUp(service, ALL_SCOPES);
    }

    /** A new person with one passkey, allowed this. */
    static TestAccount signedUp(TestService service, String scope) {
        Session signup = service.ceremonies().signup(UUID.randomUUID() + "@example.com");
        ObjectNode request = service.ceremonies().request(signup, SoftwareAuthenticator.withAlgorithm(Algorithm.ES256));
        request.put("audience", "http://localhost:8080/me/");
        request.put("scope", scope);
        Answer answer = service.endpoint().post(request);
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        return new TestAccount(
                service,
                service.endpoint(),
                UserId.of(String.valueOf(signup.ticket().userId())),
                answer.text("access_token"));
    }

    TestAccount at(TokenEndpoint other) {
        return new TestAccount(service, other, userId, token);
    }

    TestAccount with(String otherToken) {
        return new TestAccount(service, endpoint, userId, otherToken);
    }

    Session enrolment() {
        return service.ceremonies().enrolment(userId);
    }

    /** Enrols one more passkey. */
    Answer enrol() {
        return verify(enrolment());
    }

    /** Answers the session as a new authenticator would. */
    Answer verify(Session session) {
        return verify(
                session,
                SoftwareAuthenticator.withAlgorithm(Algorithm.ES256).create(session.options(), TestCeremonies.ORIGIN));
    }

    Answer verify(Session session, ObjectNode response) {
        return verify(body(session, response).toString());
    }

    Answer verify(String body) {
        return send("POST", METHODS + "/passkey%7Cnew/verify", body);
    }

    static ObjectNode body(Session session, ObjectNode response) {
        ObjectNode body = JSON.createObjectNode();
        body.put("auth_session", session.sealed());
        body.set("authn_response", response);
        return body;
    }

    Answer list() {
        return send("GET", METHODS, null);
    }

    Answer show(String id) {
        return send("GET", pathOf(id), null);
    }

    Answer rename(String id, String name) {
        return send(
                "PATCH", pathOf(id), JSON.createObjectNode().put("name", name).toString());
    }

    Answer delete(String id) {
        return send("DELETE", pathOf(id), null);
    }

    static String pathOf(String id) {
        return METHODS + "/" + id.replace("|", "%7C");
    }

    Answer send(String method, String path, @Nullable String body) {
        return endpoint.send(request(method, path, body).header("Authorization", "Bearer " + token));
    }

    /** A request without a token. */
    HttpRequest.Builder request(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = endpoint.request(path);
        if (body == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    /** A problem in the envelope of CONTRACT section 12, in no cache. */
    static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(status);
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body().get("status").intValue()).isEqualTo(status);
        assertThat(answer.text("type")).startsWith("urn:latchkey:problem:");
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("detail")).isNotBlank();
    }
}
