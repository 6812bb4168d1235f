package dev.latchkey.kernel.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AdmissionTest {

    private static final String SECRET = TestTenants.SECRET;
    private static final Tenant TENANT = TestTenants.usual();

    private final Admission admission = new Admission(TENANT);

    @Test
    void letsThePublicClientInOnItsDomain() {
        AdmittedRequest admitted = admission.admit(request("{\"client_id\":\"public\",\"more\":1}"));

        assertThat(admitted.domain().relyingPartyId()).isEqualTo("example.com");
        assertThat(admitted.client().clientId()).isEqualTo("public");
        assertThat(admitted.connection().name()).isEqualTo("People");
        assertThat(admitted.body().get("more").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "basic"})
    void letsAConfidentialClientInWithItsSecretInTheBody(String client) {
        AdmittedRequest admitted =
                admission.admit(request("{\"client_id\":\"" + client + "\",\"client_secret\":\"" + SECRET + "\"}"));

        assertThat(admitted.client().clientId()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"client_id\":\"basic\"}"})
    void letsAConfidentialClientInWithItsSecretInTheHeader(String body) {
        MockHttpServletRequest request = request(body);
        request.addHeader("Authorization", basic("basic", SECRET));

        assertThat(admission.admit(request).client().clientId()).isEqualTo("basic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\""})
    void readsJson(String contentType) {
        MockHttpServletRequest request = request("{\"client_id\":\"public\"}");
        request.setContentType(contentType);

        assertThat(admission.admit(request).client().clientId()).isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/problem+json",
                "application/*",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "nonsense"
            })
    void readsNothingElse(String contentType) {
        MockHttpServletRequest request = request("{\"client_id\":\"public\"}");
        request.setContentType(contentType.isEmpty() ? null : contentType);

        assertRefused(request, 415, "invalid_request", "This endpoint reads application/json.");
    }

    static Stream<byte[]> bodiesThatAreNotUtf8() {
        String body = "{\"client_id\":\"public\"}";
        byte[] overlong = body.replace("public", "publ\u00c1\u00a9c").getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                body.getBytes(StandardCharsets.UTF_16BE),
                body.getBytes(StandardCharsets.UTF_16LE),
                body.getBytes(StandardCharsets.UTF_16),
                body.getBytes(StandardCharsets.UTF_32),
                overlong,
                body.replace("public", "public\u00ff").getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNotUtf8")
    void readsUtf8AndNothingElse(byte[] body) {
        MockHttpServletRequest request = request("");
        request.setContent(body);

        assertRefused(request, 400, "invalid_request", "The request body must be a well-formed JSON object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login.example.com:443", "example.com", "LOGIN.example.com", "evil.example", ""})
    void refusesAHostThatIsNotConfigured(String host) {
        MockHttpServletRequest request = request("{\"client_id\":\"public\"}");
        request.removeHeader("Host");
        request.addHeader("Host", host);

        assertRefused(request, 400, "invalid_request", "This host is not one of the configured domains.");
    }

    static Stream<Arguments> refusedBodies() {
        String multiple = "Multiple authentication methods provided, please use one.";
        String unproven = "The client is unknown or did not prove who it is.";
        String mayNot = "This client may not use passkeys: it must be a first-party, OIDC conformant client with the"
                + " webauthn grant.";
        return Stream.of(
                arguments("", 400, "invalid_request", "The request body must be a well-formed JSON object."),
                arguments("[]", 400, "invalid_request", "The request body must be a well-formed JSON object."),
                arguments(
                        "{\"client_id\":\"public\",\"client_id\":\"post\"}",
                        400,
                        "invalid_request",
                        "The request body must be a well-formed JSON object."),
                arguments("{}", 400, "invalid_request", "\"client_id\" is required"),
                arguments("{\"client_id\":1}", 400, "invalid_request", "\"client_id\" must be of type string"),
                arguments(
                        "{\"client_id\":\"post\",\"client_secret\":[]}",
                        400,
                        "invalid_request",
                        "\"client_secret\" must be of type string"),
                arguments("{\"client_id\":\"nobody\"}", 401, "invalid_client", unproven),
                arguments("{\"client_id\":\"post\"}", 401, "invalid_client", unproven),
                arguments("{\"client_id\":\"post\",\"client_secret\":\"wrong\"}", 401, "invalid_client", unproven),
                arguments("{\"client_id\":\"public\",\"client_secret\":\"any\"}", 401, "invalid_client", unproven),
                arguments(
                        "{\"client_id\":\"post\",\"client_assertion\":\"x\",\"client_assertion_type\":"
                                + "\"urn:ietf:params:oauth:client-assertion-type:jwt-bearer\"}",
                        401,
                        "invalid_client",
                        "This endpoint does not accept client assertions."),
                arguments(
                        "{\"client_id\":\"post\",\"client_assertion\":\"x\",\"client_secret\":\"x\"}",
                        400,
                        "invalid_request",
                        multiple),
                arguments("{\"client_id\":\"third-party\"}", 400, "unauthorized_client", mayNot),
                arguments("{\"client_id\":\"old-style\"}", 400, "unauthorized_client", mayNot),
                arguments("{\"client_id\":\"without-grant\"}", 400, "unauthorized_client", mayNot),
                arguments(
                        "{\"client_id\":\"public\",\"organization\":\"org_1\"}",
                        400,
                        "invalid_request",
                        "This client's requests must not name an \"organization\""),
                arguments(
                        "{\"client_id\":\"public\",\"realm\":\"Elsewhere\"}",
                        400,
                        "invalid_request",
                        "\"realm\" names no connection that has passkeys and is enabled for this client"),
                arguments(
                        "{\"client_id\":\"public\",\"realm\":\"Passwords\"}",
                        400,
                        "invalid_request",
                        "\"realm\" names no connection that has passkeys and is enabled for this client"),
                arguments(
                        "{\"client_id\":\"public\",\"realm\":{}}",
                        400,
                        "invalid_request",
                        "\"realm\" must be of type string"));
    }

    @ParameterizedTest
    @MethodSource("refusedBodies")
    void refusesWhatIsWrongAndSaysWhatItIs(String body, int status, String error, String description) {
        assertRefused(request(body), status, error, description);
    }

    static Stream<Arguments> refusedHeaders() {
        String unreadable = "The Authorization header cannot be read.";
        String unproven = "The client is unknown or did not prove who it is.";
        return Stream.of(
                arguments("Basic", unreadable),
                arguments("basic  ", unreadable),
                arguments("Basic !!!", unreadable),
                arguments("Basic " + base64("no-colon"), unreadable),
                arguments("Basic " + base64("basic:%zz"), unreadable),
                arguments("Basic " + "A".repeat(64_000), unreadable),
                arguments(basic("basic", "wrong"), unproven),
                arguments(basic("nobody", SECRET), unproven),
                arguments(basic("public", ""), unproven));
    }

    @ParameterizedTest
    @MethodSource("refusedHeaders")
    void refusesAHeaderThatProvesNothing(String header, String description) {
        MockHttpServletRequest request = request("{}");
        request.addHeader("Authorization", header);

        assertRefused(request, 401, "invalid_client", description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basically", ""})
    void leavesHeadersOfOtherSchemesAlone(String header) {
        MockHttpServletRequest request = request("{\"client_id\":\"public\"}");
        request.addHeader("Authorization", header);

        assertThat(admission.admit(request).client().clientId()).isEqualTo("public");
    }

    @Test
    void refusesTwoAuthorizationHeaders() {
        MockHttpServletRequest request = request("{}");
        request.addHeader("Authorization", basic("basic", SECRET));
        request.addHeader("Authorization", "Bearer x");

        assertRefused(request, 401, "invalid_client", "The Authorization header cannot be read.");
    }

    @Test
    void refusesASecretInHeaderAndBody() {
        MockHttpServletRequest request = request("{\"client_id\":\"basic\",\"client_secret\":\"" + SECRET + "\"}");
        request.addHeader("Authorization", basic("basic", SECRET));

        assertRefused(request, 400, "invalid_request", "Multiple authentication methods provided, please use one.");
    }

    @Test
    void refusesABodyThatNamesAnotherClientThanTheHeader() {
        MockHttpServletRequest request = request("{\"client_id\":\"public\"}");
        request.addHeader("Authorization", basic("basic", SECRET));

        assertRefused(request, 400, "invalid_request", "\"client_id\" is not the client of the Authorization header");
    }

    @Test
    void isNotThereWhenTheTenantHasNoPasskeys() {
        Admission closed = new Admission(TestTenants.with("latchkey.tenant.passkeys-enabled=false"));

        assertThatThrownBy(() -> closed.admit(request("{\"client_id\":\"public\"}")))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.status().value()).isEqualTo(404);
                    assertThat(refused.body().error()).isEqualTo("not_found");
                });
    }

    private void assertRefused(MockHttpServletRequest request, int status, String error, String description) {
        assertThatThrownBy(() -> admission.admit(request)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status().value()).isEqualTo(status);
            assertThat(refused.body().error()).isEqualTo(error);
            assertThat(refused.body().description()).isEqualTo(description);
        });
    }

    private static MockHttpServletRequest request(String body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/passkey/challenge");
        request.addHeader("Host", "login.example.com");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static String basic(String clientId, String secret) {
        return "Basic "
                + base64(URLEncoder.encode(clientId, StandardCharsets.UTF_8) + ":"
                        + URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
