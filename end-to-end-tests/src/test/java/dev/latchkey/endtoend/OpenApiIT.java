package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every operation of the API description, asked well and badly: what is answered is what is described, and all of it. */
class OpenApiIT {

    private static final String REGISTER = "POST /passkey/register";
    private static final String CHALLENGE = "POST /passkey/challenge";
    private static final String SIGNALS = "GET /passkey/signals";
    private static final String UNKNOWN_CREDENTIAL = "POST /passkey/signals/unknown-credential";
    private static final String TOKEN = "POST /oauth/token";
    private static final String REVOKE = "POST /oauth/revoke";
    private static final String LIST = "GET /me/v1/authentication-methods";
    private static final String ENROL = "POST /me/v1/authentication-methods";
    private static final String SHOW = "GET /me/v1/authentication-methods/{id}";
    private static final String RENAME = "PATCH /me/v1/authentication-methods/{id}";
    private static final String DELETE = "DELETE /me/v1/authentication-methods/{id}";
    private static final String VERIFY = "POST /me/v1/authentication-methods/{id}/verify";
    private static final String USERS = "GET /api/v2/users-by-email";
    private static final String USER = "GET /api/v2/users/{id}";
    private static final String LOGS = "GET /api/v2/logs";
    private static final String LOG = "GET /api/v2/logs/{id}";
    private static final String USER_LOGS = "GET /api/v2/users/{id}/logs";
    private static final String METHODS = "GET /api/v2/users/{id}/authentication-methods";
    private static final String LIST_USERS = "GET /api/v2/users";
    private static final String CREATE_USER = "POST /api/v2/users";
    private static final String CHANGE_USER = "PATCH /api/v2/users/{id}";
    private static final String ERASE_USER = "DELETE /api/v2/users/{id}";
    private static final String IMPORT = "POST /api/v2/users/{id}/authentication-methods";
    private static final String REPLACE = "PUT /api/v2/users/{id}/authentication-methods";
    private static final String DELETE_METHODS = "DELETE /api/v2/users/{id}/authentication-methods";
    private static final String METHOD = "GET /api/v2/users/{id}/authentication-methods/{method}";
    private static final String RENAME_METHOD = "PATCH /api/v2/users/{id}/authentication-methods/{method}";
    private static final String DELETE_METHOD = "DELETE /api/v2/users/{id}/authentication-methods/{method}";

    private static final String EVENTS = "GET /audit/v1/events";
    private static final String EVENT = "GET /audit/v1/events/{id}";
    private static final String HISTORY = "GET /audit/v1/users/{id}/history";
    private static final String SIGN_IN_STATE = "GET /audit/v1/users/{id}/sign-in-state";
    private static final String SESSION = "GET /audit/v1/sessions/{id}";
    private static final String COMPLETENESS = "GET /audit/v1/completeness";
    private static final String EXPORT = "GET /audit/v1/export";
    private static final String TREE_HEADS = "GET /audit/v1/tree-heads";
    private static final String LATEST_TREE_HEAD = "GET /audit/v1/tree-heads/latest";
    private static final String INCLUSION = "GET /audit/v1/proofs/inclusion";
    private static final String CONSISTENCY = "GET /audit/v1/proofs/consistency";
    private static final String AUDIT_KEYS = "GET /audit/v1/keys";

    private static final String CLIENTS = " /api/v2/clients";
    private static final String CONNECTIONS = " /api/v2/connections";
    private static final String DOMAINS = " /api/v2/custom-domains";

    /** Where only a tenant that the file alone makes, or one with a single domain, says no. */
    private static final Set<String> TENANT_OF_THE_FILE = Set.of(
            "POST" + CLIENTS + " 409",
            "PATCH" + CLIENTS + "/{id} 409",
            "DELETE" + CLIENTS + "/{id} 409",
            "PATCH" + CONNECTIONS + "/{id} 409",
            "PATCH" + CONNECTIONS + "/{id}/clients 409",
            "PATCH" + DOMAINS + "/{id} 409",
            "DELETE" + DOMAINS + "/{id} 409");

    /** Answers that a healthy suite of this configuration does not give. */
    private static final Map<String, String> UNPROVOKED = Map.of(
            "408", "a body is waited for longer than a test should wait",
            "429", "the limits are off, because all requests of the tests come from one address",
            "5XX", "nothing is broken");

    private static final Set<String> PASSKEYS_SWITCHED_OFF =
            Set.of(REGISTER + " 404", CHALLENGE + " 404", ENROL + " 404");

    /** Only in the first minute of a trail. */
    private static final Set<String> BEFORE_THE_FIRST_TREE_HEAD = Set.of(LATEST_TREE_HEAD + " 404");

    private static final Duration TIME_TO_SIGN = Duration.ofSeconds(120);

    private static final Set<String> ASSOCIATIONS = Set.of(
            "GET /.well-known/assetlinks.json",
            "GET /.well-known/apple-app-site-association",
            "GET /apple-app-site-association",
            "GET /.well-known/webauthn");

    private static final Duration TIME_TO_BECOME_CONSISTENT = Duration.ofSeconds(30);
    private static final Suite suite = Suite.running();
    private static final ApiDescription api = ApiDescription.served();
    private static final FrontDoor door = new FrontDoor(suite.origin());
    private static final Application spa = Application.client("spa");
    private static final String applicationOrigin = "http://localhost:" + suite.applicationPort();
    private static final String everyScope =
            "openid profile email create:me:authentication_methods read:me:authentication_methods"
                    + " update:me:authentication_methods delete:me:authentication_methods read:me:factors";

    private static final SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
    private static final String email = Person.newEmail();
    private static final JsonNode signedUp = signUp();
    private static final String userId = subject(signedUp);
    private static final String person = accessTokenFor(suite.origin() + "/me/", everyScope);
    private static final String operator =
            Operator.token("operator").json().required("access_token").asString();

    @AfterAll
    static void hasSeenEveryAnswer() {
        var expected = new TreeSet<>(api.answers());
        expected.removeIf(answer -> UNPROVOKED.containsKey(answer.substring(answer.lastIndexOf(' ') + 1)));
        expected.removeAll(PASSKEYS_SWITCHED_OFF);
        expected.removeAll(TENANT_OF_THE_FILE);
        expected.removeAll(BEFORE_THE_FIRST_TREE_HEAD);

        assertThat(api.seen()).containsExactlyElementsOf(expected);
    }

    @Test
    void givesExamplesOfWhatItDescribes() {
        api.forEachExample((schema, example) -> api.assertValid(schema, example, "the example"));
    }

    @Test
    void leavesNoAnswerOpen() {
        // The envelopes are closed where they are defined; beside a reference to them stands what is narrower.
        assertThat(api.openAnswers()).isEmpty();
    }

    @Test
    void signsUp() {
        assertThat(api.seen()).contains(REGISTER + " 200", TOKEN + " 200");
    }

    @Test
    void signsIn() {
        var session = login();

        var tokens = post(TOKEN, redemption(session, assertion(session)));

        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
    }

    @Test
    void goesOnWithARefreshToken() {
        var first = refreshToken();

        var second = post(
                        TOKEN,
                        Application.object()
                                .put("grant_type", "refresh_token")
                                .put("client_id", "spa")
                                .put("refresh_token", first))
                .json()
                .required("refresh_token")
                .asString();
        var third = postForm(TOKEN, Map.of("grant_type", "refresh_token", "client_id", "spa", "refresh_token", second))
                .json()
                .required("refresh_token")
                .asString();
        var form = postForm(REVOKE, Map.of("client_id", "spa", "token", third));
        var json = post(REVOKE, Application.object().put("client_id", "spa").put("token", third));
        var revoked =
                postForm(TOKEN, Map.of("grant_type", "refresh_token", "client_id", "spa", "refresh_token", third));

        assertThat(form.status()).isEqualTo(200);
        assertThat(json.status()).isEqualTo(200);
        assertThat(revoked.status()).isEqualTo(403);
    }

    @Test
    void givesOperatorsTokens() {
        var request =
                Map.of("grant_type", "client_credentials", "client_id", "operator", "client_secret", TestTenant.SECRET);
        var json = Application.object();
        request.forEach(json::put);

        assertThat(postForm(TOKEN, request).status()).isEqualTo(200);
        assertThat(post(TOKEN, json).status()).isEqualTo(200);
    }

    @Test
    void bindsTokensToAKey() {
        var proof = new Proof();
        var url = suite.origin() + "/oauth/token";
        var session = login();
        var redemption = redemption(session, assertion(session));

        var nonce = post(TOKEN, redemption, "DPoP", proof.forToken(url, null));
        var tokens = post(TOKEN, redemption, "DPoP", proof.forToken(url, nonce.header("dpop-nonce")));
        var token = tokens.json().required("access_token").asString();
        var bound = send(
                "GET /userinfo",
                "",
                "Authorization",
                "DPoP " + token,
                "DPoP",
                proof.forResource("GET", suite.origin() + "/userinfo", token));
        var unbound = send("GET /userinfo", "", "Authorization", "DPoP " + token, "DPoP", "x");

        assertThat(nonce.error()).isEqualTo("use_dpop_nonce");
        assertThat(nonce.header("dpop-nonce")).isNotEmpty();
        assertThat(tokens.json().required("token_type").asString()).isEqualTo("DPoP");
        assertThat(bound.status()).as("%s", bound).isEqualTo(200);
        assertThat(unbound.status()).isEqualTo(401);
    }

    @Test
    void refusesTokenRequests() {
        var unreadable = post(TOKEN, Application.object().put("client_id", "spa"));
        var unknownGrant = postForm(TOKEN, Map.of("client_id", "spa", "grant_type", "password"));
        var unknownClient = postForm(TOKEN, Map.of("client_id", "nobody", "grant_type", "refresh_token"));
        var byHeader = send(
                TOKEN,
                "grant_type=client_credentials",
                "Authorization",
                "Basic bm9ib2R5Ong=",
                "Content-Type",
                "application/x-www-form-urlencoded");
        var grantNotAllowed =
                postForm(TOKEN, Map.of("client_id", "demo", "grant_type", "refresh_token", "refresh_token", "x"));
        var unreadableRevocation = post(REVOKE, Application.object().put("client_id", "spa"));
        var unknownRevoker =
                post(REVOKE, Application.object().put("client_id", "nobody").put("token", "x"));

        assertThat(Stream.of(unreadable, unknownGrant, unknownClient, byHeader, grantNotAllowed)
                        .map(Answer::error))
                .containsExactly(
                        "invalid_request",
                        "unsupported_grant_type",
                        "invalid_client",
                        "invalid_client",
                        "unauthorized_client");
        assertThat(byHeader.header("www-authenticate")).startsWith("Basic");
        assertThat(unreadableRevocation.status()).isEqualTo(400);
        assertThat(unknownRevoker.status()).isEqualTo(401);
    }

    @Test
    void refusesChallenges() {
        for (var operation : Set.of(REGISTER, CHALLENGE)) {
            var nobody = Application.object().put("client_id", "nobody");
            var noGrant = Application.object().put("client_id", "no-grant");
            var wrongRealm = signup(Person.newEmail()).put("realm", "Nowhere");

            assertThat(post(operation, nobody).status()).isEqualTo(401);
            assertThat(post(operation, nobody, "Authorization", "Basic bm9ib2R5Ong=")
                            .header("www-authenticate"))
                    .startsWith("Basic");
            assertThat(post(operation, noGrant).error()).isEqualTo("unauthorized_client");
            assertThat(post(operation, wrongRealm).error()).isEqualTo("invalid_request");
        }
    }

    @Test
    void tellsBrowsersOfPasskeys() {
        var nobodys = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        nobodys.create(register().options(), applicationOrigin);
        var session = login();
        var assertion = nobodys.get(session.options(), applicationOrigin);

        var refused = post(TOKEN, redemption(session, assertion));
        var question = Application.object()
                .put("auth_session", session.authSession())
                .put("credential_id", assertion.required("id").asString());
        var told = post(UNKNOWN_CREDENTIAL, question);
        var unreadable = post(UNKNOWN_CREDENTIAL, Application.object());
        var inText = post(UNKNOWN_CREDENTIAL, question, "Accept", "text/plain");
        var nothing = post(UNKNOWN_CREDENTIAL, question.put("auth_session", "x"));
        var own = get(SIGNALS, person);

        assertThat(Stream.of(refused, told, unreadable, inText, nothing, own).map(Answer::status))
                .containsExactly(403, 200, 400, 406, 204, 200);
    }

    @Test
    void showsThePersonOfAToken() {
        assertThat(get("GET /userinfo", person).status()).isEqualTo(200);
        assertThat(send("POST /userinfo", "", "Authorization", "Bearer " + person)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void publishesDocuments() {
        var documents = Set.of(
                "GET /.well-known/openid-configuration",
                "GET /.well-known/oauth-authorization-server",
                "GET /.well-known/jwks.json");

        documents.forEach(operation -> assertThat(send(operation, "").status()).isEqualTo(200));
        assertThat(send("GET /authorize", "").status()).isEqualTo(400);
    }

    @Test
    void publishesAssociationsOfAppsAndOrigins() {
        var https = new FrontDoor(suite.origin(), "localhost:" + suite.securePort());

        ASSOCIATIONS.forEach(operation -> assertThat(api.assertDescribes(operation, https.get(path(operation)))
                        .status())
                .isEqualTo(200));
        assertThat(send("GET /.well-known/webauthn", "").status()).isEqualTo(404);
    }

    @Test
    void knowsOnlyItsOwnHosts() {
        var elsewhere = new FrontDoor(suite.origin(), "elsewhere.example");

        api.operationsWith("400")
                .filter(operation -> operation.startsWith("GET /.well-known/")
                        || operation.equals("GET /apple-app-site-association"))
                .forEach(operation -> assertThat(api.assertDescribes(operation, elsewhere.get(path(operation)))
                                .status())
                        .as(operation)
                        .isEqualTo(400));
    }

    @Test
    void managesPasskeys() {
        var session = enrolment();
        var answer = authenticator.create(session.options(), applicationOrigin);
        var verification =
                Application.object().put("auth_session", session.authSession()).set("authn_response", answer);

        var enrolled = asPerson(VERIFY, "passkey%7Cnew", verification);
        var again = asPerson(VERIFY, "passkey%7Cnew", verification);
        var id = enrolled.json().required("id").asString().replace("|", "%7C");
        var renamed = asPerson(RENAME, id, Application.object().put("name", "My phone"));
        var shown = asPerson(SHOW, id, null);
        var listed = get(LIST, person);
        var factors = get("GET /me/v1/factors", person);
        var deleted = asPerson(DELETE, id, null);

        assertThat(Stream.of(enrolled, again, renamed, shown, listed, factors, deleted)
                        .map(Answer::status))
                .containsExactly(201, 403, 200, 200, 200, 200, 204);
        assertThat(enrolled.header("location")).isEqualTo(suite.origin() + "/me/v1/authentication-methods/" + id);
    }

    @Test
    void keepsTheLastPasskey() {
        var newcomer = Application.client("spa");
        var session = Session.of(newcomer.register(Person.newEmail()));
        var tokens = newcomer.redeem(
                session,
                SoftwareAuthenticator.withAlgorithm(Algorithm.ES256).create(session.options(), applicationOrigin),
                body -> body.put("audience", suite.origin() + "/me/").put("scope", everyScope));
        var bearer = "Bearer " + tokens.json().required("access_token").asString();
        var only = api.assertDescribes(LIST, door.get("/me/v1/authentication-methods", "Authorization", bearer))
                .json()
                .at("/authentication_methods/0/id")
                .asString()
                .replace("|", "%7C");

        var refused = api.assertDescribes(
                DELETE,
                door.send(
                        "DELETE",
                        "/me/v1/authentication-methods/" + only,
                        BodyPublishers.noBody(),
                        "Authorization",
                        bearer));

        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
    }

    @Test
    void refusesWhatCannotBeDoneWithAnAccount() {
        var nothing = Application.object();

        assertThat(asPerson(ENROL, "", nothing).status()).isEqualTo(400);
        assertThat(asPerson(RENAME, "x", nothing).status()).isEqualTo(400);
        assertThat(asPerson(VERIFY, "passkey%7Cnew", nothing).status()).isEqualTo(400);
        assertThat(asPerson(VERIFY, "x", nothing).status()).isEqualTo(404);
        assertThat(asPerson(SHOW, "x", null).status()).isEqualTo(404);
        assertThat(asPerson(DELETE, "x", null).status()).isEqualTo(404);
        assertThat(asPerson(RENAME, "x", Application.object().put("name", "x")).status())
                .isEqualTo(404);
    }

    @Test
    void looksPeopleUp() {
        var id = userId.replace("|", "%7C");
        var user = path(USER).replace("{id}", id);
        var methods = path(METHODS).replace("{id}", id);
        await("the look-ups to know " + userId)
                .atMost(TIME_TO_BECOME_CONSISTENT)
                .until(() -> asOperator(user).isOk()
                        && asOperator(methods).isOk()
                        && !asOperator(methods).json().isEmpty());

        var found = api.assertDescribes(USERS, asOperator(path(USERS) + "?email=" + email));
        var shown = api.assertDescribes(USER, asOperator(user));
        var listed = api.assertDescribes(METHODS, asOperator(methods));
        var page = api.assertDescribes(METHODS, asOperator(methods + "?include_totals=true&per_page=1"));

        assertThat(found.json()).hasSize(1);
        assertThat(shown.json()).isEqualTo(found.json().path(0));
        assertThat(listed.json()).isNotEmpty();
        assertThat(page.json().required("authenticators")).hasSize(1);
    }

    @Test
    void refusesLookUps() {
        var nobody = "auth0%7C000000000000000000000001";

        assertThat(Stream.of(
                                api.assertDescribes(USERS, asOperator(path(USERS))),
                                api.assertDescribes(METHODS, asOperator(withId(METHODS, nobody) + "?per_page=0")),
                                api.assertDescribes(METHODS, asOperator(withId(METHODS, nobody))),
                                api.assertDescribes(USER, asOperator(withId(USER, nobody))))
                        .map(Answer::status))
                .containsExactly(400, 400, 404, 404);
    }

    @Test
    void showsLogs() {
        var own = withId(USER_LOGS, userId.replace("|", "%7C"));
        await("the logs to know " + userId)
                .atMost(TIME_TO_BECOME_CONSISTENT)
                // The name comes with the person's own facts, which stand in another topic.
                .until(() -> !asOperator(own)
                        .json()
                        .path(0)
                        .path("user_name")
                        .asString("")
                        .isEmpty());

        var listed = api.assertDescribes(USER_LOGS, asOperator(own + "?include_totals=true"));
        var found = api.assertDescribes(LOGS, asOperator(path(LOGS) + "?search=type:s*"));
        var behind = api.assertDescribes(LOGS, asOperator(path(LOGS) + "?take=2"));
        var id = listed.json().required("logs").path(0).required("log_id").asString();
        var one = api.assertDescribes(LOG, asOperator(withId(LOG, id)));

        assertThat(listed.json().required("total").asInt()).isPositive();
        assertThat(found.json()).isNotEmpty();
        assertThat(behind.header("link")).startsWith("<" + suite.origin() + "/api/v2/logs?from=");
        assertThat(one.json()).isEqualTo(listed.json().required("logs").path(0));
    }

    @Test
    void refusesQuestionsAboutLogs() {
        assertThat(Stream.of(
                                api.assertDescribes(LOGS, asOperator(path(LOGS) + "?q=nope:x")),
                                api.assertDescribes(LOGS, asOperator(path(LOGS) + "?q=" + "a".repeat(2_049))),
                                api.assertDescribes(LOG, asOperator(withId(LOG, "1"))),
                                api.assertDescribes(
                                        USER_LOGS, asOperator(withId(USER_LOGS, "nobody") + "?page=10&per_page=100")))
                        .map(Answer::status))
                .containsExactly(400, 414, 404, 400);
    }

    @Test
    void answersQuestionsToTheTrail() {
        var id = userId.replace("|", "%7C");
        var history = path(HISTORY).replace("{id}", id);
        await("the trail to know " + userId)
                .atMost(TIME_TO_BECOME_CONSISTENT)
                .until(() -> asOperator(history).isOk()
                        && asOperator(history).json().required("events").size() >= 4);
        var events = api.assertDescribes(HISTORY, asOperator(history)).json().required("events");
        var redeemed = events.path(0);

        assertThat(api.assertDescribes(EVENTS, asOperator(path(EVENTS) + "?limit=2&user_id=" + id))
                        .json()
                        .required("events"))
                .hasSize(2);
        assertThat(api.assertDescribes(
                                EVENT,
                                asOperator(withId(EVENT, redeemed.required("id").asString())))
                        .json())
                .isEqualTo(redeemed);
        assertThat(api.assertDescribes(SIGN_IN_STATE, asOperator(withId(SIGN_IN_STATE, id)))
                        .json()
                        .required("can_sign_in")
                        .asBoolean())
                .isTrue();
        assertThat(api.assertDescribes(
                                SESSION,
                                asOperator(withId(
                                        SESSION, redeemed.required("subject").asString())))
                        .json()
                        .required("outcome")
                        .asString())
                .isEqualTo("signed_up");
        assertThat(api.assertDescribes(COMPLETENESS, asOperator(path(COMPLETENESS)))
                        .json()
                        .required("positions_given_again"))
                .isEmpty();
        assertThat(api.assertDescribes(EXPORT, asOperator(path(EXPORT) + "?from=1&to=1"))
                        .json()
                        .required("from")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void provesTheTrail() {
        await("the trail to be signed").atMost(TIME_TO_SIGN).until(() -> asOperator(path(LATEST_TREE_HEAD))
                .isOk());
        var latest = asOperator(path(LATEST_TREE_HEAD));
        var size = latest.json().required("tree_size").asLong();

        assertThat(Stream.of(
                                api.assertDescribes(LATEST_TREE_HEAD, latest),
                                api.assertDescribes(TREE_HEADS, asOperator(path(TREE_HEADS) + "?limit=1")),
                                api.assertDescribes(
                                        INCLUSION, asOperator(path(INCLUSION) + "?position=0&tree_size=" + size)),
                                api.assertDescribes(
                                        CONSISTENCY, asOperator(path(CONSISTENCY) + "?first=1&second=" + size)),
                                api.assertDescribes(AUDIT_KEYS, door.get(path(AUDIT_KEYS))))
                        .map(Answer::status))
                .containsOnly(200);
    }

    @Test
    void refusesProofsOfWhatIsNotThere() {
        assertThat(Stream.of(
                                api.assertDescribes(TREE_HEADS, asOperator(path(TREE_HEADS) + "?limit=x")),
                                api.assertDescribes(INCLUSION, asOperator(path(INCLUSION))),
                                api.assertDescribes(INCLUSION, asOperator(path(INCLUSION) + "?event_id=x")),
                                api.assertDescribes(CONSISTENCY, asOperator(path(CONSISTENCY) + "?first=x")))
                        .map(Answer::status))
                .containsExactly(400, 400, 404, 400);
    }

    @Test
    void refusesOtherQuestionsToTheTrail() {
        var nobody = "auth0%7C000000000000000000000001";

        assertThat(Stream.of(
                                api.assertDescribes(EVENTS, asOperator(path(EVENTS) + "?limit=0")),
                                api.assertDescribes(EVENT, asOperator(withId(EVENT, "x") + "?limit=1")),
                                api.assertDescribes(EVENT, asOperator(withId(EVENT, "x"))),
                                api.assertDescribes(HISTORY, asOperator(withId(HISTORY, nobody) + "?order=up")),
                                api.assertDescribes(HISTORY, asOperator(withId(HISTORY, nobody))),
                                api.assertDescribes(
                                        SIGN_IN_STATE, asOperator(withId(SIGN_IN_STATE, nobody) + "?at=now")),
                                api.assertDescribes(SIGN_IN_STATE, asOperator(withId(SIGN_IN_STATE, "x"))),
                                api.assertDescribes(SESSION, asOperator(withId(SESSION, "x") + "?after=x")),
                                api.assertDescribes(SESSION, asOperator(withId(SESSION, "x"))),
                                api.assertDescribes(EXPORT, asOperator(path(EXPORT) + "?from=x")))
                        .map(Answer::status))
                .containsExactly(400, 400, 404, 400, 404, 400, 404, 400, 404, 400);
    }

    @Test
    void changesClients() {
        var one = CLIENTS + "/{id}";
        var created = changing(
                "POST" + CLIENTS,
                "",
                Application.object().put("name", "Made here").put("app_type", "spa"));
        var id = created.json().required("client_id").asString();

        assertThat(Stream.of(
                                created,
                                changing("POST" + CLIENTS, "", Application.object()),
                                changing("GET" + CLIENTS, "", null),
                                changing("GET" + CLIENTS + "?per_page=2&include_totals=true", "", null),
                                changing("GET" + CLIENTS + "?per_page=x", "", null),
                                changing("GET" + one, id, null),
                                changing("GET" + one, "nobody", null),
                                changing("PATCH" + one, id, Application.object().put("name", "Renamed")),
                                changing("PATCH" + one, id, Application.object().put("surprise", "x")),
                                changing("PATCH" + one, "nobody", Application.object()),
                                changing("POST" + one + "/rotate-secret", id, null),
                                changing(
                                        "PATCH" + one,
                                        id,
                                        Application.object().put("token_endpoint_auth_method", "client_secret_post")),
                                changing("POST" + one + "/rotate-secret", id, null),
                                changing("POST" + one + "/rotate-secret", "nobody", null),
                                changing("DELETE" + one, id, null),
                                changing("DELETE" + one, id, null))
                        .map(Answer::status))
                .containsExactly(201, 400, 200, 200, 400, 200, 404, 200, 400, 404, 409, 200, 200, 404, 204, 404);
    }

    @Test
    void changesConnections() {
        var one = CONNECTIONS + "/{id}";
        var body = Application.object().put("name", "Made-here").put("strategy", "auth0");
        var created = changing("POST" + CONNECTIONS, "", body);
        var id = created.json().required("id").asString();
        var enabled = JsonMapper.shared().createArrayNode();
        enabled.addObject().put("client_id", "spa").put("status", true);
        var usual = changing("GET" + CONNECTIONS, "", null).json().at("/0/id").asString();

        assertThat(Stream.of(
                                created,
                                changing("POST" + CONNECTIONS, "", body),
                                changing("POST" + CONNECTIONS, "", Application.object()),
                                changing("GET" + CONNECTIONS + "?take=1", "", null),
                                changing("GET" + CONNECTIONS + "?take=0", "", null),
                                changing("GET" + one, id, null),
                                changing("GET" + one, "nobody", null),
                                changing("PATCH" + one, id, Application.object().put("display_name", "x")),
                                changing("PATCH" + one, id, Application.object().put("surprise", "x")),
                                changing("PATCH" + one, "nobody", Application.object()),
                                changing("PATCH" + one + "/clients", id, enabled),
                                changing("PATCH" + one + "/clients", id, Application.object()),
                                changing("PATCH" + one + "/clients", "nobody", enabled),
                                changing("GET" + one + "/clients", id, null),
                                changing("GET" + one + "/clients?take=0", id, null),
                                changing("GET" + one + "/clients", "nobody", null),
                                changing("DELETE" + one, usual, null),
                                changing("DELETE" + one, id, null),
                                changing("DELETE" + one, id, null))
                        .map(Answer::status))
                .containsExactly(
                        201, 409, 400, 200, 400, 200, 404, 200, 400, 404, 204, 400, 404, 200, 400, 404, 409, 204, 404);
    }

    @Test
    void changesCustomDomains() {
        var one = DOMAINS + "/{id}";
        var body = Application.object().put("domain", "made.example.com").put("type", "self_managed_certs");
        var created = changing("POST" + DOMAINS, "", body);
        var id = created.json().required("custom_domain_id").asString();

        assertThat(Stream.of(
                                created,
                                changing("POST" + DOMAINS, "", body),
                                changing("POST" + DOMAINS, "", Application.object()),
                                changing("GET" + DOMAINS, "", null),
                                changing("GET" + DOMAINS + "?take=0", "", null),
                                changing("GET" + one, id, null),
                                changing("GET" + one, "nobody", null),
                                changing(
                                        "PATCH" + one,
                                        id,
                                        Application.object().put("relying_party_identifier", "example.com")),
                                changing("PATCH" + one, id, Application.object().put("surprise", "x")),
                                changing("PATCH" + one, "nobody", Application.object()),
                                changing("DELETE" + one, id, null),
                                changing("DELETE" + one, id, null))
                        .map(Answer::status))
                .containsExactly(201, 409, 400, 200, 400, 200, 404, 200, 400, 404, 204, 404);
    }

    @Test
    void managesPeople() {
        var name = Person.newEmail();
        var newcomer = Application.object().put("connection", TestTenant.REALM).put("email", name);

        var created = asOperator(CREATE_USER, "", "", newcomer);
        var again = asOperator(CREATE_USER, "", "", newcomer);
        var nowhere = asOperator(CREATE_USER, "", "", Application.object());
        var id = created.json().required("user_id").asString().replace("|", "%7C");
        var changed = asOperator(CHANGE_USER, id, "", Application.object().put("name", "Ada"));
        var taken = asOperator(CHANGE_USER, id, "", Application.object().put("email", email));
        var unreadable = asOperator(CHANGE_USER, id, "", Application.object().put("password", "x"));
        var listed = api.assertDescribes(LIST_USERS, asOperator("/api/v2/users?q=email:" + name));
        var page = api.assertDescribes(LIST_USERS, asOperator("/api/v2/users?include_totals=true&per_page=1"));
        var stretch = api.assertDescribes(LIST_USERS, asOperator("/api/v2/users?take=1"));
        var wrongQuery = api.assertDescribes(LIST_USERS, asOperator("/api/v2/users?q=name:Ada"));
        var wrongFields = api.assertDescribes(USER, asOperator(withId(USER, id) + "?include_fields=x"));
        managesPasskeysOf(id);
        var erased = asOperator(ERASE_USER, id, "", null);
        var gone = asOperator(ERASE_USER, id, "", null);
        var unknown = asOperator(CHANGE_USER, id, "", Application.object());

        assertThat(Stream.of(created, again, nowhere, changed, taken, unreadable, listed, page, stretch)
                        .map(Answer::status))
                .containsExactly(201, 409, 400, 200, 409, 400, 200, 200, 200);
        assertThat(Stream.of(wrongQuery, wrongFields, erased, gone, unknown).map(Answer::status))
                .containsExactly(400, 400, 200, 204, 404);
        assertThat(listed.json()).hasSize(1);
    }

    private static void managesPasskeysOf(String id) {
        var elsewhere = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        elsewhere.create(register().options(), applicationOrigin);
        var passkey = elsewhere.passkeys().getFirst();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var method = Application.object()
                .put("type", "passkey")
                .put("key_id", encoder.encodeToString(passkey.credentialId()))
                .put(
                        "public_key",
                        encoder.encodeToString(passkey.keyPair().getPublic().getEncoded()))
                .put("user_handle", encoder.encodeToString(passkey.userHandle()));
        var nobody = "auth0%7C000000000000000000000001";

        var imported = asOperator(IMPORT, id, "", method);
        var again = asOperator(IMPORT, id, "", method);
        var wrong = asOperator(IMPORT, id, "", Application.object());
        var strange = asOperator(IMPORT, nobody, "", method);
        var passkeyId = imported.json().required("id").asString().replace("|", "%7C");
        var name = Application.object().put("name", "Laptop");
        var renamed = asOperator(RENAME_METHOD, id, passkeyId, name);
        var nameless = asOperator(RENAME_METHOD, id, passkeyId, Application.object());
        var renamedNothing = asOperator(RENAME_METHOD, id, "x", name);
        var shown = asOperator(METHOD, id, passkeyId, null);
        var shownNothing = asOperator(METHOD, id, "x", null);
        var all = new JsonMapper().createArrayNode().add(method);
        var replaced = asOperator(REPLACE, id, "", all);
        var replacedOfNobody = asOperator(REPLACE, nobody, "", all);
        var noList = asOperator(REPLACE, id, "", Application.object());
        var deleted = asOperator(DELETE_METHOD, id, passkeyId, null);
        var deletedNothing = asOperator(DELETE_METHOD, id, passkeyId, null);
        var replacedWithTheDead = asOperator(REPLACE, id, "", all);
        var deletedAll = asOperator(DELETE_METHODS, id, "", null);
        var deletedAllOfNobody = asOperator(DELETE_METHODS, nobody, "", null);

        assertThat(Stream.of(imported, again, wrong, strange, renamed, nameless, renamedNothing, shown, shownNothing)
                        .map(Answer::status))
                .containsExactly(201, 409, 400, 404, 200, 400, 404, 200, 404);
        assertThat(shown.json()).isEqualTo(renamed.json());
        assertThat(Stream.of(replaced, replacedOfNobody, noList, deleted, deletedNothing, replacedWithTheDead)
                        .map(Answer::status))
                .containsExactly(200, 404, 400, 204, 404, 409);
        assertThat(Stream.of(deletedAll, deletedAllOfNobody).map(Answer::status))
                .containsExactly(204, 404);
    }

    /** As an operator; a request that is understood must be as described too. */
    private static Answer asOperator(String operation, String id, String method, @Nullable JsonNode body) {
        var answer = api.assertDescribes(
                operation,
                door.send(
                        method(operation),
                        withId(operation, id).replace("{method}", method),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                        "Authorization",
                        "Bearer " + operator,
                        "Content-Type",
                        "application/json"));
        if (body != null && answer.status() < 300) {
            api.assertDescribes(operation, "application/json", body);
        }
        return answer;
    }

    @Test
    void wantsATokenWhereverItSaysSo() {
        assertThat(api.operations().stream().filter(api::needsToken))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    var without = attempt(operation, "{}");
                    var wrong = attempt(operation, "{}", "Authorization", "Bearer x");

                    assertThat(without.status()).isEqualTo(401);
                    assertThat(wrong.status()).isEqualTo(401);
                    assertThat(wrong.header("www-authenticate")).contains("invalid_token");
                });
    }

    @Test
    void wantsTheScopeWhereverItSaysSo() {
        var withoutOpenid = redeemed(body -> body.put("scope", "profile"));
        var withoutScopes = accessTokenFor(suite.origin() + "/me/", "openid");
        var powerless =
                Operator.token("powerless").json().required("access_token").asString();

        assertThat(api.operations().stream().filter(api::needsToken)).allSatisfy(operation -> {
            var token = path(operation).startsWith("/me/")
                    ? withoutScopes
                    : path(operation).startsWith("/api/") || path(operation).startsWith("/audit/")
                            ? powerless
                            : withoutOpenid;
            var answer = attempt(operation, "{}", "Authorization", "Bearer " + token);

            assertThat(answer.status()).as("%s %s", operation, answer).isEqualTo(403);
            assertThat(answer.header("www-authenticate")).contains("insufficient_scope");
        });
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        assertThat(api.operationsWith("413")).isNotEmpty().allSatisfy(operation -> assertThat(
                        attempt(operation, "x".repeat(70_000)).status())
                .isEqualTo(413));
    }

    @Test
    void refusesBodiesOfOtherTypes() {
        assertThat(api.operationsWith("415")).isNotEmpty().allSatisfy(operation -> assertThat(send(
                                operation,
                                "{}",
                                "Authorization",
                                "Bearer " + tokenFor(operation),
                                "Content-Type",
                                "text/plain")
                        .status())
                .isEqualTo(415));
    }

    @Test
    void answersInJsonOnly() {
        var session = enrolment();
        var answer = authenticator.create(session.options(), applicationOrigin);
        var bodies = Map.<String, JsonNode>of(
                REGISTER,
                signup(Person.newEmail()),
                CHALLENGE,
                Application.object().put("client_id", "spa"),
                ENROL,
                Application.object().put("type", "passkey"),
                RENAME,
                Application.object().put("name", "My phone"),
                VERIFY,
                Application.object().put("auth_session", session.authSession()).set("authn_response", answer));
        var own = get(LIST, person)
                .json()
                .at("/authentication_methods/0/id")
                .asString()
                .replace("|", "%7C");

        assertThat(api.operationsWith("406").filter(operation -> !operation.equals(UNKNOWN_CREDENTIAL)))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    var path = withId(operation, operation.equals(VERIFY) ? "passkey%7Cnew" : own);
                    var body = bodies.get(operation);

                    var refused = api.assertDescribes(
                            operation,
                            door.send(
                                    method(operation),
                                    path,
                                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                                    "Authorization",
                                    "Bearer " + person,
                                    "Content-Type",
                                    "application/json",
                                    "Accept",
                                    "text/plain"));

                    assertThat(refused.status()).as("%s %s", operation, refused).isEqualTo(406);
                });
    }

    private static JsonNode signUp() {
        var session = register(email);
        return post(TOKEN, redemption(session, authenticator.create(session.options(), applicationOrigin)))
                .json();
    }

    private static Session register() {
        return register(Person.newEmail());
    }

    private static Session register(String email) {
        return Session.of(post(REGISTER, signup(email)));
    }

    private static ObjectNode signup(String email) {
        var body = Application.object().put("client_id", "spa");
        body.putObject("user_profile").put("email", email).put("name", "Ada Lovelace");
        body.putObject("user_metadata").put("plan", "gold");
        return body;
    }

    private static Session login() {
        return Session.of(post(CHALLENGE, Application.object().put("client_id", "spa")));
    }

    /** With the passkey of the signup, whatever was enrolled since. */
    private static ObjectNode assertion(Session session) {
        return authenticator
                .assertion(
                        session.options(),
                        applicationOrigin,
                        authenticator.passkeys().getFirst())
                .answer();
    }

    private static ObjectNode redemption(Session session, JsonNode answer) {
        return spa.redemption(session, answer);
    }

    private static String redeemed(Consumer<ObjectNode> change) {
        var session = login();
        var body = redemption(session, assertion(session));
        change.accept(body);
        return post(TOKEN, body).json().required("access_token").asString();
    }

    private static String accessTokenFor(String audience, String scope) {
        return redeemed(body -> body.put("audience", audience).put("scope", scope));
    }

    private static String refreshToken() {
        var session = login();
        var body = redemption(session, assertion(session)).put("scope", "openid offline_access");
        return post(TOKEN, body).json().required("refresh_token").asString();
    }

    /** A person who signed up just now is enrolled once the look-ups know them. */
    private static Session enrolment() {
        await("the look-ups to know " + userId)
                .atMost(TIME_TO_BECOME_CONSISTENT)
                .until(() -> door.post(
                                        path(ENROL),
                                        Application.object().put("type", "passkey"),
                                        "Authorization",
                                        "Bearer " + person)
                                .status()
                        == 202);
        var started = asPerson(ENROL, "", Application.object().put("type", "passkey"));
        assertThat(started.header("location"))
                .isEqualTo(suite.origin() + "/me/v1/authentication-methods/passkey%7Cnew");
        return new Session(
                started.json().required("auth_session").asString(),
                started.json().required("authn_params_public_key"));
    }

    private static String subject(JsonNode tokens) {
        return Tokens.claims(tokens.required("id_token").asString())
                .required("sub")
                .asString();
    }

    private static Answer asOperator(String path) {
        return door.get(path, "Authorization", "Bearer " + operator);
    }

    private static Answer get(String operation, String accessToken) {
        return send(operation, "", "Authorization", "Bearer " + accessToken);
    }

    /** As JSON; a request that is understood must be as described too. */
    private static Answer post(String operation, JsonNode body, String... headers) {
        var answer = api.assertDescribes(operation, door.post(path(operation), body, headers));
        if (answer.status() < 300) {
            api.assertDescribes(operation, "application/json", body);
        }
        return answer;
    }

    private static Answer postForm(String operation, Map<String, String> parameters) {
        var answer = api.assertDescribes(operation, door.postForm(path(operation), form(parameters)));
        if (answer.status() < 300) {
            api.assertDescribes(
                    operation, "application/x-www-form-urlencoded", new JsonMapper().valueToTree(parameters));
        }
        return answer;
    }

    private static String form(Map<String, String> parameters) {
        return String.join(
                "&",
                parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }

    /** As an operator who may change the tenant; a query stands behind the operation's path. */
    private static Answer changing(String operation, String id, @Nullable JsonNode body) {
        var described = operation.replaceFirst("[?].*", "");
        var answer = api.assertDescribes(
                described,
                door.send(
                        method(operation),
                        withId(operation, id),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                        "Authorization",
                        "Bearer " + operator,
                        "Content-Type",
                        "application/json"));
        if (body != null && answer.status() < 300) {
            api.assertDescribes(described, "application/json", body);
        }
        return answer;
    }

    private static String tokenFor(String operation) {
        return path(operation).startsWith("/api/") ? operator : person;
    }

    /** As the person who signed up. */
    private static Answer asPerson(String operation, String id, @Nullable JsonNode body) {
        var answer = api.assertDescribes(
                operation,
                door.send(
                        method(operation),
                        withId(operation, id),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                        "Authorization",
                        "Bearer " + person,
                        "Content-Type",
                        "application/json"));
        if (body != null && answer.status() < 300) {
            api.assertDescribes(operation, "application/json", body);
        }
        return answer;
    }

    private static Answer send(String operation, String body, String... headers) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return api.assertDescribes(
                operation,
                door.send(method(operation), withId(operation, "x").replace("{method}", "x"), publisher, headers));
    }

    /** With a body where the method has one. */
    private static Answer attempt(String operation, String body, String... headers) {
        var all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return send(operation, Set.of("GET", "DELETE").contains(method(operation)) ? "" : body, all);
    }

    private static String method(String operation) {
        return operation.substring(0, operation.indexOf(' '));
    }

    private static String path(String operation) {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    private static String withId(String operation, String id) {
        return path(operation).replace("{id}", id);
    }
}
