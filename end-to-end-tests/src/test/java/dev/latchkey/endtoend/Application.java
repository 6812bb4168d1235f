package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client application that signs people up and in at the front door, as an SDK would. */
final class Application {

    static final String GRANT = "urn:okta:params:oauth:grant-type:webauthn";
    static final String SCOPE = "openid profile email";

    private static final Consumer<ObjectNode> AS_IT_IS = body -> {};

    private final FrontDoor door;
    private final String origin;
    private final String clientId;

    Application(FrontDoor door, String origin, String clientId) {
        this.door = door;
        this.origin = origin;
        this.clientId = clientId;
    }

    /** The demo client at the suite's front door. */
    static Application demo() {
        return client("demo");
    }

    static Application client(String clientId) {
        var origin = Suite.running().origin();
        return new Application(new FrontDoor(origin), origin, clientId);
    }

    /** The same application, sent past the front door to one process. */
    Application at(Part part) {
        var host = "localhost:" + Suite.running().port();
        return new Application(part.door(host), origin, clientId);
    }

    String origin() {
        return origin;
    }

    FrontDoor door() {
        return door;
    }

    Answer register(String email) {
        return register(email, AS_IT_IS);
    }

    Answer register(String email, Consumer<ObjectNode> change) {
        var body = object();
        body.put("client_id", clientId);
        body.putObject("user_profile").put("email", email).put("name", "Ada Lovelace");
        change.accept(body);
        return door.post("/passkey/register", body);
    }

    /** What a signup for an e-mail is answered once the look-ups know that it is taken. */
    Answer registerTaken(String email) {
        await("the look-ups to know " + email).atMost(Duration.ofSeconds(20)).until(() -> !register(email)
                .isOk());
        return register(email);
    }

    Answer challenge() {
        return challenge(AS_IT_IS);
    }

    Answer challenge(Consumer<ObjectNode> change) {
        var body = object().put("client_id", clientId);
        change.accept(body);
        return door.post("/passkey/challenge", body);
    }

    Session signup() {
        return signup(Person.newEmail());
    }

    Session signup(String email) {
        return Session.of(register(email));
    }

    Session login() {
        return Session.of(challenge());
    }

    Answer redeem(Session session, JsonNode answer) {
        return redeem(session, answer, AS_IT_IS);
    }

    Answer redeem(Session session, JsonNode answer, Consumer<ObjectNode> change) {
        return token(redemption(session, answer, change));
    }

    ObjectNode redemption(Session session, JsonNode answer) {
        return redemption(session, answer, AS_IT_IS);
    }

    private ObjectNode redemption(Session session, JsonNode answer, Consumer<ObjectNode> change) {
        var body = object();
        body.put("grant_type", GRANT);
        body.put("client_id", clientId);
        body.put("auth_session", session.authSession());
        body.put("scope", SCOPE);
        body.set("authn_response", answer);
        change.accept(body);
        return body;
    }

    Answer token(JsonNode body, String... headers) {
        return door.post("/oauth/token", body, headers);
    }

    Person signUp(Algorithm algorithm) {
        return signUp(SoftwareAuthenticator.withAlgorithm(algorithm));
    }

    Person signUp(SoftwareAuthenticator authenticator) {
        return signUp(authenticator, Person.newEmail());
    }

    Person signUp(SoftwareAuthenticator authenticator, String email) {
        var session = signup(email);
        var answer = redeem(session, authenticator.create(session.options(), origin));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return new Person(email, authenticator, session, answer);
    }

    /** Signs the person in and says in which session and with which answer. */
    SignIn signIn(Person person) {
        var session = login();
        return new SignIn(session, redeem(session, person.authenticator().get(session.options(), origin)));
    }

    /** A sign-in as it ended. */
    record SignIn(Session session, Answer answer) {}

    static ObjectNode object() {
        return new JsonMapper().createObjectNode();
    }
}
