package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable routes = RouteTable.load();

    @ParameterizedTest
    @CsvSource({
        "/passkey/register, registration",
        "/passkey/challenge, authentication",
        "/oauth/token, token",
        "/oauth/revoke, token",
        "/userinfo, token",
        "/authorize, token",
        "/.well-known/openid-configuration, token",
        "/.well-known/oauth-authorization-server, token",
        "/.well-known/jwks.json, token",
        "/.well-known/assetlinks.json, registration",
        "/.well-known/apple-app-site-association, registration",
        "/apple-app-site-association, registration",
        "/.well-known/webauthn, registration",
        "/api/v2/users-by-email, registration",
        "/me/v1/authentication-methods/passkey%7Cdev_0123456789abcdef, token",
        "/me/v1/authentication-methods/passkey%7Cnew/verify, token",
        "/me/v1/factors, token",
        "/audit/v1/events, audit",
        "/audit/v1/events/5f0c9a4e-7d0f-4a55-9b0e-7a2f6d1c3b4a, audit",
        "/audit/v1/users/auth0%7Cabc/sign-in-state, audit",
        "/audit/v1/export, audit",
    })
    void leadsToTheService(String path, String service) {
        assertThat(routes.serviceFor("GET", path)).isEqualTo(service);
        assertThat(routes.serviceFor("DELETE", path)).isEqualTo(service);
        assertThat(routes.methodsAt(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v2/users, registration, POST, token",
        "/api/v2/users/auth0%7Cabc, registration, DELETE, token",
        "/api/v2/users/auth0%7cabc, registration, PATCH, token",
        "/api/v2/users/waad%7Ca.b%40example.com, registration, PATCH, token",
        "/api/v2/users/..., registration, DELETE, token",
        "/api/v2/users/auth0%7Cabc/authentication-methods, authentication, PUT, token",
        "/api/v2/users/auth0%7Cabc/authentication-methods/passkey%7Cdev_a, authentication, PATCH, token",
    })
    void leadsReadersAndWritersToTheirServices(String path, String reads, String method, String writes) {
        assertThat(routes.serviceFor("GET", path)).isEqualTo(reads);
        assertThat(routes.serviceFor(method, path)).isEqualTo(writes);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, registration",
        "GET, token",
        "HEAD, token",
        "OPTIONS, token",
        "PUT,",
        "PATCH,",
        "DELETE,",
        "post,"
    })
    void leadsEachMethodOfASharedPathToItsService(String method, @Nullable String service) {
        assertThat(routes.serviceFor(method, "/me/v1/authentication-methods")).isEqualTo(service);
        assertThat(routes.methodsAt("/me/v1/authentication-methods")).containsExactly("GET", "HEAD", "OPTIONS", "POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/passkey",
                "/passkey/",
                "/passkey/register/",
                "/passkey//register",
                "//passkey/register",
                "/PASSKEY/register",
                "/passkey/Register",
                "/passkey/registe%72",
                "/passkey%2fregister",
                "/passkey/register;x=y",
                "/passkey/./register",
                "/passkey/../passkey/register",
                "/x/../passkey/register",
                "/passkey/register%00",
                "/passkey\\register",
                "/passkey/register.json",
                "/actuator/health",
                "/oauth/token/../../actuator/health",
                "/oauth/token/..;/actuator",
                "/api/v2/users/",
                "/api/v2/users/.",
                "/api/v2/users/..",
                "/api/v2/users/../authentication-methods",
                "/api/v2/users/%2e%2e",
                "/api/v2/users/a/b",
                "/api/v2/users/a%2Fb",
                "/api/v2/users/a%5Cb",
                "/api/v2/users/a%252Fb",
                "/api/v2/users/a;x=y",
                "/api/v2/users/a%3Bx",
                "/api/v2/users/a|b",
                "/api/v2/users/a%00",
                "/api/v2/users/a%0d%0a",
                "/api/v2/users/auth0%7Cabc/authentication-methods/",
                "/api/v2/users/auth0%7Cabc//authentication-methods",
                "/api/v2/users/auth0%7Cabc/authentication-methods;x",
                "/api/v2/users-by-email/",
                "/me/v1",
                "/me/v1/authentication-methods/",
                "/me/v1/authentication-methods/passkey|new/verify",
                "/me/v1/authentication-methods/passkey%7Cnew/verify/",
                "/me/v1/authentication-methods/a%2Fb",
                "/me/v1/authentication-methods/../factors",
                "/me/v1/factors/passkey",
                "/audit/v1",
                "/audit/v1/users/auth0%7Cabc",
                "/audit/v1/users/a/b/history",
                "/audit/v1/events/../export",
            })
    void leadsNowhere(String path) {
        assertThat(routes.serviceFor("GET", path)).isNull();
        assertThat(routes.methodsAt(path)).isEmpty();
    }

    @Test
    void refusesALineThatIsNotARoute() {
        assertThatThrownBy(() -> RouteTable.parse("/oauth/token")).hasMessageContaining("/oauth/token");
        assertThatThrownBy(() -> RouteTable.parse("oauth/token token")).hasMessageContaining("oauth/token token");
        assertThatThrownBy(() -> RouteTable.parse("get /a one")).hasMessageContaining("get /a one");
        assertThatThrownBy(() -> RouteTable.parse("GET, /a one")).hasMessageContaining("GET, /a one");
        assertThatThrownBy(() -> RouteTable.parse("GET a one")).hasMessageContaining("GET a one");
    }

    @Test
    void refusesTwoRoutesForOnePath() {
        assertThatThrownBy(() -> RouteTable.parse("/a one\n/a two")).hasMessageContaining("/a");
    }

    @Test
    void refusesTwoRoutesForOneMethodOfAPath() {
        assertThatThrownBy(() -> RouteTable.parse("GET,POST /a one\nPUT,POST /a two"))
                .hasMessageContaining("/a");
        assertThatThrownBy(() -> RouteTable.parse("GET /a one\n/a two")).hasMessageContaining("/a");
        assertThatThrownBy(() -> RouteTable.parse("/a/{id} one\nGET /a/{id} two"))
                .hasMessageContaining("/a");
    }

    @Test
    void keepsTheOrderOfTheTable() {
        assertThat(routes.routes())
                .startsWith(
                        new RouteTable.Route(Set.of(), "/passkey/register", "registration"),
                        new RouteTable.Route(Set.of(), "/passkey/challenge", "authentication"));
    }
}
