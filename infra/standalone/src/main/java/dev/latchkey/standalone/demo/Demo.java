package dev.latchkey.standalone.demo;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.RunningSuite;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Trouble;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code demo}: one person signs up, signs in, is looked up, is not replayed, and leaves events on Kafka. */
public final class Demo {

    private static final String WEBAUTHN_GRANT = "urn:okta:params:oauth:grant-type:webauthn";
    private static final String CLIENT = "demo";
    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(20);
    private static final List<String> EXPECTED_EVENTS = List.of(
            "challenge-issued",
            "auth-session-redeemed",
            "user-created",
            "credential-registered",
            "grant-opened",
            "challenge-issued",
            "auth-session-redeemed",
            "grant-opened",
            "auth-session-rejected");
    private static final JsonMapper JSON = new JsonMapper();

    private final DataFolder folder;
    private final Show show;
    private final SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);

    public Demo(DataFolder folder, Terminal terminal) {
        this.folder = folder;
        this.show = new Show(terminal);
    }

    /** Plays the whole story; ends with trouble where something is not as it should be. */
    public void play() {
        RunningSuite suite = RunningSuite.of(folder);
        Instant begun = Instant.now();
        try (Wire wire = new Wire(suite.frontDoor(), show)) {
            Redemption signup = signUp(wire, suite.frontDoor());
            Redemption login = signIn(wire, suite.frontDoor());
            requireSamePerson(signup, login);
            replay(wire, login);
            lookUp(wire, suite.frontDoor(), login.userId());
            events(suite.kafka(), Set.of(signup.sessionId(), login.sessionId()), begun);
        }
        show.end("Everything went as it should.");
    }

    private Redemption signUp(Wire wire, String origin) {
        show.step("Sign up: the challenge");
        String person = UUID.randomUUID().toString().substring(0, 8);
        ObjectNode start = JSON.createObjectNode().put("client_id", CLIENT);
        start.putObject("user_profile").put("email", person + "@example.com").put("name", "Demo " + person);
        Answer challenge = wire.post("/passkey/register", start).expect(200);

        show.step("Sign up: a new passkey answers it, and tokens come back");
        JsonNode options = challenge.required("authn_params_public_key");
        return redeem(wire, challenge, authenticator.create(options, origin));
    }

    private Redemption signIn(Wire wire, String origin) {
        show.step("Sign in: the challenge");
        Answer challenge = wire.post(
                        "/passkey/challenge", JSON.createObjectNode().put("client_id", CLIENT))
                .expect(200);

        show.step("Sign in: the passkey answers it, and tokens come back");
        JsonNode options = challenge.required("authn_params_public_key");
        return redeem(wire, challenge, authenticator.get(options, origin));
    }

    private Redemption redeem(Wire wire, Answer challenge, ObjectNode response) {
        ObjectNode request = JSON.createObjectNode()
                .put("grant_type", WEBAUTHN_GRANT)
                .put("client_id", CLIENT)
                .put("scope", "openid profile email")
                .put("auth_session", challenge.text("auth_session"));
        request.set("authn_response", response);
        Answer tokens = wire.post("/oauth/token", request).expect(200);
        show.token("id_token", tokens.text("id_token"));
        show.token("access_token", tokens.text("access_token"));
        return Redemption.of(request, challenge, tokens);
    }

    private static void requireSamePerson(Redemption signup, Redemption login) {
        if (!signup.userId().equals(login.userId())) {
            throw Trouble.failed("%s signed up, but %s signed in.".formatted(signup.userId(), login.userId()));
        }
    }

    private void replay(Wire wire, Redemption login) {
        show.step("The same answer once more, byte for byte: refused");
        wire.postAgain("/oauth/token", login.request()).expect(403);
        show.note("One challenge, one answer, ever.");
    }

    private void lookUp(Wire wire, String origin, String userId) {
        show.step("An operator gets a token, and looks up the person and the passkey");
        ObjectNode request = JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", "operator")
                .put("client_secret", folder.operatorSecret())
                .put("audience", origin + "/api/v2/")
                .put("scope", "read:users read:authentication_methods");
        String token = wire.post("/oauth/token", request).expect(200).text("access_token");
        String user = "/api/v2/users/" + URLEncoder.encode(userId, StandardCharsets.UTF_8);
        getFollowing(wire, user, token);
        getFollowing(wire, user + "/authentication-methods", token);
    }

    /** Look-ups follow the facts by way of Kafka. */
    private static void getFollowing(Wire wire, String path, String token) {
        Answer answer = wire.getWhenThere(path, token, LOOKUP_LIMIT);
        if (answer.status() == 404) {
            throw Trouble.failed(
                    "%s is not there yet. Look-ups follow the events on Kafka: is it running? See ./latchkey status"
                            .formatted(path));
        }
        answer.expect(200);
    }

    private void events(String kafka, Set<String> sessions, Instant since) {
        show.step("What happened, as events on Kafka at " + kafka);
        new EventReader(kafka).read(sessions, since, EXPECTED_EVENTS).forEach(show::event);
    }
}
