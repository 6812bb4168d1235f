package dev.latchkey.authentication.read.credentials;

import static dev.latchkey.authentication.read.credentials.TestCredentials.REGISTERED;
import static dev.latchkey.authentication.read.credentials.TestCredentials.newUserId;
import static dev.latchkey.authentication.read.credentials.TestCredentials.registered;
import static dev.latchkey.authentication.read.credentials.TestCredentials.registeredAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authentication.ServiceTest;
import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class CredentialsIT {

    private static final String SCOPE = "read:authentication_methods";
    private static final Instant LATER = REGISTERED.plusSeconds(60);

    @Autowired
    private HttpCaller caller;

    @Autowired
    private CredentialsProjection projection;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void showsAPasskeyInTheShapeOfTheManagementApi() {
        UserId user = newUserId();
        CredentialRegistered passkey = registered(user);
        take(0, passkey);

        HttpResponse<String> response = look(user, "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body()).isEqualTo("[%s]".formatted(shapeOf(passkey)));
    }

    @Test
    void wrapsTheListWithItsTotalsWhenAsked() {
        UserId user = newUserId();
        CredentialRegistered passkey = registered(user);
        take(0, passkey);

        assertThat(look(user, "?include_totals=true").body())
                .isEqualTo(
                        "{\"start\":0,\"limit\":50,\"total\":1,\"authenticators\":[%s]}".formatted(shapeOf(passkey)));
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0 1", "1, 2, 2 3", "2, 2, 4", "3, 2, ''", "0, 100, 0 1 2 3 4", "1000000, 100, ''"})
    void showsOnePageAfterTheOther(int page, int size, String expected) {
        UserId user = newUserId();
        List<CredentialRegistered> passkeys = IntStream.range(0, 5)
                .mapToObj(n -> registeredAt(REGISTERED.plusSeconds(n), user))
                .toList();
        passkeys.reversed().forEach(passkey -> take(0, passkey));

        JsonNode answer = HttpCaller.json(look(user, "?include_totals=true&page=" + page + "&per_page=" + size));

        List<String> ids = answer.get("authenticators")
                .valueStream()
                .map(passkey -> passkey.get("id").stringValue())
                .toList();
        assertThat(ids)
                .isEqualTo(
                        expected.isEmpty()
                                ? List.of()
                                : List.of(expected.split(" ")).stream()
                                        .map(n -> passkeys.get(Integer.parseInt(n))
                                                .streamId())
                                        .toList());
        assertThat(answer.get("start").longValue()).isEqualTo((long) page * size);
        assertThat(answer.get("limit").intValue()).isEqualTo(size);
        assertThat(answer.get("total").intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "page=1000001",
                "page=99999999999",
                "page=x",
                "page=",
                "page=0&page=1",
                "per_page=0",
                "per_page=-1",
                "per_page=101",
                "per_page=1000000000",
                "per_page=%D9%A1",
                "include_totals=maybe",
                "include_totals="
            })
    void refusesPagesOutOfBounds(String query) {
        HttpResponse<String> response = look(newUserId(), "?" + query);

        JsonNode error = HttpCaller.json(response);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error.get("statusCode").intValue()).isEqualTo(400);
        assertThat(error.get("error").stringValue()).isEqualTo("Bad Request");
        assertThat(error.get("message").stringValue())
                .startsWith("Query validation error: '" + query.replaceAll("=.*", "") + "' must be ");
        assertThat(error.get("errorCode").stringValue()).isEqualTo("invalid_query_string");
    }

    @Test
    void showsWhetherAPasskeyIsBackedUpAfterItsLastUse() {
        UserId user = newUserId();
        CredentialRegistered passkey = registered(user);
        take(0, passkey);

        take(1, new CredentialUsed(passkey.passkeyId(), user, 0, true, LATER));

        assertThat(HttpCaller.json(look(user, "")).at("/0/credential_backed_up").booleanValue())
                .isTrue();
    }

    @Test
    void hidesARevokedPasskeyButStillKnowsItsUser() {
        UserId user = newUserId();
        CredentialRegistered passkey = registered(user);
        take(0, passkey);

        take(1, new CredentialRevoked(passkey.passkeyId(), user, "LOST", LATER));
        take(0, passkey);

        assertThat(look(user, "").statusCode()).isEqualTo(200);
        assertThat(look(user, "").body()).isEqualTo("[]");
        assertThat(HttpCaller.json(look(user, "?include_totals=true"))
                        .get("total")
                        .intValue())
                .isZero();
    }

    @Test
    void takesNoNoticeOfFactsThatComeTwiceOrLate() {
        UserId user = newUserId();
        CredentialRegistered passkey = registered(user);
        CredentialUsed backedUp = new CredentialUsed(passkey.passkeyId(), user, 1, true, LATER);
        CredentialUsed noLonger = new CredentialUsed(passkey.passkeyId(), user, 2, false, LATER.plusSeconds(1));
        take(0, passkey);
        take(0, passkey);
        take(1, backedUp);
        take(2, noLonger);
        List<Map<String, Object>> once = rowsOf(user);

        take(1, backedUp);
        take(0, passkey);
        take(2, noLonger);
        take(1, backedUp);

        assertThat(comparable(rowsOf(user))).isEqualTo(comparable(once));
    }

    @Test
    void comesToTheSameTableFromTheStart() {
        UserId user = newUserId();
        CredentialRegistered passkey = registered(user);
        CredentialUsed used = new CredentialUsed(passkey.passkeyId(), user, 1, true, LATER);
        take(0, passkey);
        take(1, used);
        List<Map<String, Object>> before = rowsOf(user);

        jdbc.sql("TRUNCATE " + String.join(", ", projection.tables())).update();
        assertThat(rowsOf(user)).isEmpty();
        take(0, passkey);
        take(1, used);

        assertThat(comparable(rowsOf(user))).isEqualTo(comparable(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0%7C000000000000000000000000", "auth0%7C1", "x", "'%20OR%201=1"})
    void knowsNobodyElse(String id) {
        HttpResponse<String> response =
                caller.get("/api/v2/users/" + id + "/authentication-methods", TestIssuer.token(SCOPE));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(HttpCaller.json(response)).isEqualTo(JsonMapper.shared().readTree("""
                        {"statusCode":404,"error":"Not Found","message":"The user does not exist.",
                         "errorCode":"inexistent_user"}"""));
    }

    @Test
    void needsAToken() {
        HttpResponse<String> response = caller.send(
                caller.request("/api/v2/users/x/authentication-methods").GET());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(HttpCaller.json(response)).isEqualTo(JsonMapper.shared().readTree("""
                        {"statusCode":401,"error":"Unauthorized","message":"Missing authentication.",
                         "errorCode":"missing_authentication"}"""));
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void needsAGoodToken() {
        HttpResponse<String> response =
                caller.get("/api/v2/users/x/authentication-methods", TestIssuer.forgedToken(SCOPE));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(HttpCaller.json(response)).isEqualTo(JsonMapper.shared().readTree("""
                        {"statusCode":401,"error":"Unauthorized","message":"Invalid token.",
                         "errorCode":"invalid_token"}"""));
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void needsTheScope() {
        HttpResponse<String> response =
                caller.get("/api/v2/users/x/authentication-methods", TestIssuer.token("read:users"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(HttpCaller.json(response)).isEqualTo(JsonMapper.shared().readTree("""
                        {"statusCode":403,"error":"Forbidden",
                         "message":"Insufficient scope, expected any of: read:authentication_methods",
                         "errorCode":"insufficient_scope"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PATCH", "POST", "PUT"})
    void changesNothing(String method) {
        HttpResponse<String> response = caller.send(caller.request("/api/v2/users/x/authentication-methods")
                .header("Authorization", "Bearer " + TestIssuer.token(SCOPE))
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/users/x",
                "/api/v2/users/x/authentication-methods/",
                "/api/v2/users/x/authentication-methods/y",
                "/api/v2/users//authentication-methods",
                "/api/v2/users/x;y=z/authentication-methods"
            })
    void isNowhereElse(String path) {
        assertThat(caller.get(path, TestIssuer.token(SCOPE)).statusCode()).isEqualTo(404);
    }

    private static String shapeOf(CredentialRegistered passkey) {
        return """
                {"id":"%s","type":"passkey","created_at":"2026-11-22T10:00:00.000Z","key_id":"%s",\
                "public_key":"+//+AQ==","user_handle":"%s","identity_user_id":"%s",\
                "credential_device_type":"multi_device","credential_backed_up":false,\
                "aaguid":"ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4","relying_party_identifier":"localhost",\
                "transports":["internal","hybrid"]}""".formatted(
                        passkey.passkeyId(),
                        passkey.credentialId(),
                        Base64Url.encode(passkey.userId().toUserHandle()),
                        passkey.userId());
    }

    private void take(long sequence, CredentialEvent event) {
        projection.on(new ReceivedEvent(event, sequence));
    }

    private HttpResponse<String> look(UserId user, String query) {
        String id = user.toString().replace("|", "%7C");
        return caller.get("/api/v2/users/" + id + "/authentication-methods" + query, TestIssuer.token(SCOPE));
    }

    private List<Map<String, Object>> rowsOf(UserId user) {
        return jdbc.sql("SELECT *, transports::text AS transports_text FROM credentials WHERE user_id = ?")
                .param(user.toString())
                .query()
                .listOfRows();
    }

    /** Arrays of the driver do not compare. */
    private static List<Map<String, Object>> comparable(List<Map<String, Object>> rows) {
        rows.forEach(row -> row.remove("transports"));
        return rows;
    }
}
