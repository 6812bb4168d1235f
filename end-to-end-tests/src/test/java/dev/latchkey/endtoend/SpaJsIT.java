package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auth0's SDK for single-page applications, unmodified, in a real browser on a page of another origin (CONTRACT sections 2 to
 * 8 and 12).
 */
class SpaJsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Suite suite = Suite.running();

    private static SecureDoor door;
    private static HttpServer application;
    private static Browser browser;

    private VirtualAuthenticator authenticator;

    @BeforeAll
    static void open() throws IOException {
        var sdk = PublishedSdk.SPA_JS.file("dist/auth0-spa-js.production.js");
        browser = Browser.opened();
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        door = new SecureDoor(suite.securePort(), suite.port());
        application =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), suite.applicationPort()), 0);
        serve("/auth0-spa-js.js", "text/javascript", sdk);
        serve(
                "/",
                "text/html",
                "<!doctype html><meta charset=utf-8><title>App</title><script src=/auth0-spa-js.js></script>");
        application.start();
    }

    private static void serve(String path, String type, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        application.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
    }

    @AfterAll
    static void close() {
        if (application != null) {
            application.stop(0);
        }
        if (door != null) {
            door.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void visit() {
        browser.driver().get("http://localhost:" + suite.applicationPort() + "/");
        authenticator = browser.addAuthenticator();
    }

    @AfterEach
    void leave() {
        browser.driver().removeVirtualAuthenticator(authenticator);
    }

    /** A client as an application makes it, kept in the page as {@code client}. */
    private void newClient(String furtherOptions) {
        script("""
                window.client = new auth0.Auth0Client({
                    domain: 'localhost:%d', clientId: 'spa', useRefreshTokens: true, useMrrt: true, %s
                    authorizationParams: {scope: 'openid profile email offline_access'}});
                return null""".formatted(suite.securePort(), furtherOptions));
    }

    /** Runs a script that may wait; what it returns or throws comes back. */
    private static JsonNode script(String script) {
        var result = browser.driver()
                .executeAsyncScript("const done = arguments[0]; (async () => {" + script + "})().then("
                        + "value => done(JSON.stringify({value: value ?? null})), "
                        + "error => done(JSON.stringify({error: {name: error.name, code: error.error ?? error.code,"
                        + " message: error.message, cause: error.cause ?? null, status: error.status ?? null}})))");
        return JSON.readTree(Objects.requireNonNull(result).toString());
    }

    private static JsonNode value(String script) {
        var result = script(script);
        assertThat(result.has("error")).as(result.toString()).isFalse();
        return result.path("value");
    }

    private static JsonNode error(String script) {
        var result = script(script);
        assertThat(result.has("error")).as(result.toString()).isTrue();
        return result.path("error");
    }

    private static JsonNode signUp(String email) {
        return value("return await client.passkey.signup({email: '%s', name: 'A Person'})".formatted(email));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "useDpop: true,"})
    void signsUpInAndRefreshes(String options) {
        newClient(options);
        var email = Person.newEmail();

        var signup = signUp(email);
        var user = value("return await client.getUser()");
        newClient(options);
        var login = value("return await client.passkey.login()");
        var refreshed = value("return await client.getTokenSilently({cacheMode: 'off', detailedResponse: true})");

        assertThat(signup.path("token_type").asString()).isEqualTo(options.isEmpty() ? "Bearer" : "DPoP");
        assertThat(user.path("email").asString()).isEqualTo(email);
        assertThat(user.path("name").asString()).isEqualTo("A Person");
        assertThat(value("return (await client.getUser()).sub")).isEqualTo(user.path("sub"));
        assertThat(login.path("scope").asString()).contains("offline_access");
        assertThat(refreshed.path("access_token")).isNotEqualTo(login.path("access_token"));
    }

    @Test
    void isToldWhenARefreshTokenIsRevoked() {
        newClient("");
        signUp(Person.newEmail());

        value("return await client.revokeRefreshToken()");
        var refused = error("return await client.getTokenSilently({cacheMode: 'off'})");

        assertThat(refused.path("code").asString())
                .as(refused.toString())
                .isIn("missing_refresh_token", "invalid_grant", "login_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "useDpop: true,"})
    void managesPasskeys(String options) {
        newClient(options);
        signUp(Person.newEmail());
        browser.driver().removeVirtualAuthenticator(authenticator);
        authenticator = browser.addAuthenticator();

        value("""
                const challenge = await client.myAccount.enrollmentChallenge({type: 'passkey'});
                const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(challenge.authn_params_public_key);
                const credential = await navigator.credentials.create({publicKey});
                window.enrolled = await client.myAccount.enrollmentVerify({
                    type: 'passkey', location: challenge.location, auth_session: challenge.auth_session,
                    authn_response: credential.toJSON()});
                return enrolled""");
        var listed = value("return await client.myAccount.getAuthenticationMethods('passkey')");
        var renamed = value(
                "return await client.myAccount.updateAuthenticationMethod(enrolled.id, {name: 'My other phone'})");
        var one = value("return await client.myAccount.getAuthenticationMethod(enrolled.id)");
        var factors = value("return await client.myAccount.getFactors()");
        newClient(options);
        value("return await client.passkey.login()");
        value("return await client.myAccount.deleteAuthenticationMethod(enrolled.id)");
        var gone = error("return await client.myAccount.getAuthenticationMethod(enrolled.id)");
        var left = value("return await client.myAccount.getAuthenticationMethods()");

        assertThat(listed).hasSize(2);
        assertThat(renamed.path("name").asString()).isEqualTo("My other phone");
        assertThat(one).isEqualTo(renamed);
        assertThat(factors.toString()).contains("passkey");
        assertThat(gone.path("status").asInt()).as(gone.toString()).isEqualTo(404);
        assertThat(left).hasSize(1);
        assertThat(error("return await client.passkey.login()").isEmpty()).isFalse();
    }

    @Test
    void explainsRefusals() {
        newClient("");
        var email = Person.newEmail();
        signUp(email);
        // Refused at the challenge once the look-up table knows the person, and by the answer before.
        await("the table of people to know them").atMost(Duration.ofSeconds(30)).until(() -> error(
                        "return await client.passkey.signup({email: '%s'})".formatted(email))
                .path("name")
                .asString()
                .equals("PasskeyRegisterError"));

        var taken = error("return await client.passkey.signup({email: '%s'})".formatted(email));
        var invalid = error("return await client.passkey.signup({email: 'nobody'})");
        var otherRealm = error("return await client.passkey.login({realm: 'Nowhere'})");

        assertThat(Map.of("taken", taken, "invalid", invalid, "otherRealm", otherRealm))
                .allSatisfy((name, refusal) -> assertThat(
                                refusal.path("cause").path("error").asString())
                        .as(name + refusal)
                        .isEqualTo("invalid_request"));
    }
}
