package dev.latchkey.audit.read.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestTopics;
import dev.latchkey.audit.TestVault;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RefreshTokenUsed;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.testing.TestIssuer;
import dev.latchkey.testing.TestTenant;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** From facts on a real Kafka to tenant logs over HTTP. */
@ServiceTest
@Import(TestVault.class)
class LogsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LOGS = "/api/v2/logs";

    @Autowired
    private HttpCaller caller;

    @Autowired
    private TestTopics topics;

    @Autowired
    private TestVault vault;

    @Autowired
    private TestDatabase database;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private LogView view;

    private TestFacts person() {
        return new TestFacts(topics, vault, "canary-" + UUID.randomUUID() + "@latchkey.test");
    }

    private HttpResponse<String> get(String path) {
        return caller.get(path, TestIssuer.token("read:logs"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<JsonNode> found(String query) {
        HttpResponse<String> response = get(LOGS + "?per_page=100&q=" + encoded(query));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HttpCaller.json(response).valueStream().toList();
    }

    private static List<String> types(List<JsonNode> logs) {
        return logs.stream().map(log -> log.get("type").stringValue()).toList();
    }

    /** The person's logs, once there are so many. */
    private List<JsonNode> logsOf(TestFacts person, int count) {
        String query = "user_id:\"" + person.user + "\"";
        await().atMost(LIMIT).until(() -> found(query).size() >= count);
        return found(query);
    }

    @Test
    void showsEveryKindInAuth0sShape() throws Exception {
        TestFacts person = person();
        Instant now = Instant.now();
        person.publish(person.created());
        for (Purpose purpose : Purpose.values()) {
            person.publish(person.redeemed(purpose, "203.0.113.7"));
            person.publish(person.rejected(purpose, RejectionReason.BAD_SIGNATURE));
            person.publish(new ChallengeIssued(
                    TestFacts.session(),
                    purpose,
                    now,
                    now,
                    TestTenant.OTHER,
                    TestTenant.REALM,
                    null,
                    "localhost",
                    person.user,
                    List.of(),
                    "aGFzaA",
                    TestFacts.CHANNEL));
        }
        person.publish(new ChallengeRefused(
                TestFacts.session(), Purpose.LOGIN, now, TestTenant.OTHER, null, "invalid_request", null, null));
        String sealed = person.sealed("2001:db8::1");
        List<String> audience = List.of("https://api.example");
        person.publish(new RefreshTokenRotated(
                person.grant, person.user, "demo", 1, List.of("openid"), audience, now, sealed, TestFacts.CHANNEL));
        person.publish(new RefreshTokenUsed(
                person.grant, person.user, "demo", 1, List.of("openid"), audience, now, null, null));
        for (RefreshTokenRefused.Reason reason : RefreshTokenRefused.Reason.values()) {
            person.publish(new RefreshTokenRefused(
                    person.grant, person.user, "demo", 0, reason, now, 2, audience, sealed, TestFacts.CHANNEL));
        }
        person.publish(new GrantRevoked(person.grant, person.user, "demo", GrantRevoked.Reason.CLIENT, now));
        person.publish(new CredentialRenamed(person.passkey, person.user, "sealed", now), "user:" + person.user);
        person.publish(new CredentialRevoked(person.passkey, person.user, "user", now), "user:" + person.user);
        person.publish(new CredentialRevoked(person.passkey, person.user, "operator", now), "client:operator");
        person.publish(new UserBlocked(person.user, now), "client:operator");
        person.publish(person.erased(), "client:operator");

        List<JsonNode> logs = new ArrayList<>(logsOf(person, 24));
        await().atMost(LIMIT).until(() -> types(found("client_id:other")).contains("passkey_challenge_failed"));
        await().atMost(LIMIT).until(() -> types(found("type:fs")).contains("fs"));
        logs.addAll(found("client_id:other"));
        logs.addAll(found("type:fs"));

        assertThat(types(logs))
                .contains(
                        "passkey_challenge_started",
                        "passkey_challenge_failed",
                        "ss",
                        "fs",
                        "s",
                        "f",
                        "my_account_authentication_method_succeeded",
                        "my_account_authentication_method_failed",
                        "gd_enrollment_complete",
                        "sertft",
                        "fertft",
                        "ferrt",
                        "srrt",
                        "sapi",
                        "sdu");
        assertThat(logs)
                .allSatisfy(log -> assertThat(TestLogSchemas.problemsOf(log)).isEmpty());
    }

    @Test
    void showsALoginWithEverythingThatIsKnownOfIt() throws Exception {
        TestFacts person = person();
        person.publish(person.created());
        person.publish(person.redeemed(Purpose.LOGIN, "203.0.113.7"));

        JsonNode log = logsOf(person, 1).getFirst();

        await().atMost(LIMIT).until(() -> !logsOf(person, 1)
                .getFirst()
                .get("user_name")
                .stringValue()
                .isEmpty());
        log = logsOf(person, 1).getFirst();
        assertThat(log.get("type").stringValue()).isEqualTo("s");
        assertThat(log.get("user_id").stringValue()).isEqualTo(person.user.toString());
        assertThat(log.get("user_name").stringValue()).isEqualTo(person.email);
        assertThat(log.get("ip").stringValue()).isEqualTo("203.0.113.7");
        assertThat(log.get("user_agent").stringValue()).isEqualTo(TestFacts.PHONE);
        assertThat(log.get("isMobile").booleanValue()).isTrue();
        assertThat(log.get("is_mobile").booleanValue()).isTrue();
        assertThat(log.get("client_id").stringValue()).isEqualTo("demo");
        assertThat(log.get("client_name").stringValue()).isEqualTo("Demo");
        assertThat(log.get("connection").stringValue()).isEqualTo(TestTenant.REALM);
        assertThat(log.get("strategy").stringValue()).isEqualTo("auth0");
        assertThat(log.get("strategy_type").stringValue()).isEqualTo("database");
        assertThat(log.get("hostname").stringValue()).isEqualTo(TestTenant.HOST);
        assertThat(log.get("audience").stringValue()).isEqualTo("https://api.example");
        assertThat(log.get("scope").stringValue()).isEqualTo("openid profile");
        assertThat(log.at("/auth0_client/name").stringValue()).isEqualTo("auth0-spa-js");
        assertThat(log.at("/details/prompts/0/performed_amr/0").stringValue()).isEqualTo("phr");
        HttpResponse<String> one = get(LOGS + "/" + log.get("log_id").stringValue());
        assertThat(HttpCaller.json(one)).isEqualTo(log);
    }

    @Test
    void findsWhatIsHiddenByItsParts() throws Exception {
        TestFacts person = person();
        person.publish(person.created());
        person.publish(person.redeemed(Purpose.LOGIN, "198.51.100.77"));
        String mine = " AND user_id:\"" + person.user + "\"";
        logsOf(person, 1);
        await().atMost(LIMIT)
                .until(() -> found("user_name:\"" + person.email + "\"" + mine).size() == 1);

        for (String hit : List.of(
                "user_name:canary-*",
                "user_name:c*",
                "user_name:*latchkey.test",
                "user_name:*@latchkey*",
                "user_name:canary*test",
                "user_name:" + person.email.substring(0, 40) + "*",
                "user_name:*" + person.email.substring(10),
                "ip:198.51.100.77",
                "ip:198.51.*",
                "ip:*100.77",
                "user_agent:*iPhone*",
                "user_agent:\"" + TestFacts.PHONE + "\"",
                "NOT user_name:somebody",
                "NOT type:(f OR ss)",
                "NOT client_name:Other*",
                "NOT organization_id:*",
                "NOT (type:s AND ip:192.0.2.1)",
                "user_name:*",
                person.email,
                "198.51.100.77",
                "date:2026*",
                "date:[2020 TO *]",
                "connection:*Password*",
                "description:Successful*",
                "hostname:localhost:8080",
                "type:[r TO t]")) {
            assertThat(found(hit + mine)).as(hit).hasSize(1);
        }
        for (String miss : List.of(
                "user_name:Canary-*",
                "user_name:*latchkey",
                "user_name:anary*",
                "ip:198.51.100.7",
                "ip:198.52.*",
                "user_agent:*iphone*",
                "NOT ip:198.51.*",
                "NOT (type:f OR type:s)",
                "NOT connection:*",
                "NOT hostname:local*",
                "description:Successful",
                "type:S",
                "type:{s TO t]",
                "organization_id:*",
                "date:[* TO 2020]",
                "NOT date:2026*")) {
            assertThat(found(miss + mine)).as(miss).isEmpty();
        }
    }

    @Test
    void forgetsAPersonAndKeepsTheirLogs() throws Exception {
        TestFacts person = person();
        person.publish(person.created());
        person.publish(person.redeemed(Purpose.LOGIN, "192.0.2.55"));
        logsOf(person, 1);
        await().atMost(LIMIT)
                .until(() -> found("user_name:\"" + person.email + "\"").size() == 1);
        assertThat(dumped()).doesNotContain("192.0.2.55", "Canary", person.email);

        vault.destroyKey(person.user);
        assertThat(logsOf(person, 1).getFirst().get("user_name").stringValue()).isEmpty();
        person.publish(person.erased());
        List<JsonNode> logs = logsOf(person, 2);

        assertThat(types(logs)).containsExactly("sdu", "s");
        assertThat(logs).allSatisfy(log -> {
            assertThat(log.get("user_name").stringValue()).isEmpty();
            assertThat(log.get("user_agent").stringValue()).isEmpty();
            assertThat(log.get("ip").stringValue()).isEqualTo("0.0.0.0");
            assertThat(TestLogSchemas.problemsOf(log)).isEmpty();
        });
        assertThat(found("user_name:\"" + person.email + "\"")).isEmpty();
        assertThat(found("ip:192.0.2.55")).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM log_value WHERE user_id = ?")
                        .param(person.user.toString())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Everything in the tables of the logs, as text. */
    private String dumped() throws Exception {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = database.connectAs("audit");
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT log::text FROM log UNION ALL SELECT log_value::text FROM log_value"
                                + " UNION ALL SELECT log_facet::text FROM log_facet")) {
            while (rows.next()) {
                dump.append(rows.getString(1)).append('\n');
            }
        }
        return dump.toString();
    }

    @Test
    void goesFromCheckpointToCheckpointAndMissesNothing() throws Exception {
        TestFacts person = person();
        for (int count = 0; count < 7; count++) {
            person.publish(person.redeemed(Purpose.SIGNUP, "192.0.2.1"));
        }
        logsOf(person, 14);
        await().atMost(LIMIT).until(() -> view.status().lag() == 0);
        List<String> all = new ArrayList<>();
        String next = LOGS + "?take=3";
        while (true) {
            HttpResponse<String> page = get(next);
            List<JsonNode> logs = HttpCaller.json(page).valueStream().toList();
            String link = page.headers().firstValue("Link").orElseThrow();
            assertThat(link).startsWith("<" + TestTenant.DOMAIN + LOGS + "?").endsWith(">; rel=\"next\"");
            URI following = URI.create(link.substring(1, link.indexOf('>')));
            logs.forEach(log -> all.add(log.get("log_id").stringValue()));
            if (logs.isEmpty()) {
                assertThat(following.getPath() + "?" + following.getQuery()).isEqualTo(next);
                break;
            }
            next = following.getPath() + "?" + following.getQuery();
        }

        assertThat(all).isSorted().doesNotHaveDuplicates();
        assertThat(all)
                .hasSize(jdbc.sql("SELECT count(*) FROM log")
                        .query(Integer.class)
                        .single());
        assertThat(get(LOGS + "?q=nope:x&include_totals=true&from=" + all.get(0) + "&take=2")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrapsAPageWithItsTotalsAndShowsTheFieldsAsked() throws Exception {
        TestFacts person = person();
        for (int count = 0; count < 5; count++) {
            person.publish(person.redeemed(Purpose.LOGIN, "192.0.2.1"));
        }
        logsOf(person, 5);
        String path = "/api/v2/users/" + encoded(person.user.toString()) + "/logs";

        JsonNode page = HttpCaller.json(
                get(path + "?page=1&per_page=2&include_totals=true&sort=date:1&fields=type,log_id&unheard=of"));

        assertThat(page.get("start").intValue()).isEqualTo(2);
        assertThat(page.get("limit").intValue()).isEqualTo(2);
        assertThat(page.get("length").intValue()).isEqualTo(2);
        assertThat(page.get("total").intValue()).isEqualTo(5);
        assertThat(page.get("logs").valueStream())
                .allSatisfy(log -> assertThat(log.propertyNames()).containsExactlyInAnyOrder("type", "log_id"));
        JsonNode others = HttpCaller.json(get(path + "?fields=details&include_fields=false"));
        assertThat(others).hasSize(5).allSatisfy(log -> assertThat(log.has("details"))
                .isFalse());
        List<String> dates = HttpCaller.json(get(path))
                .valueStream()
                .map(log -> log.get("date").stringValue())
                .toList();
        assertThat(dates).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(get("/api/v2/users/nobody/logs").body()).isEqualTo("[]");
        assertThat(HttpCaller.json(
                                get(LOGS + "?include_totals=true&search=" + encoded("user_id:\"" + person.user + "\"")))
                        .get("total")
                        .intValue())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?q=(",
                "?q=nope:x",
                "?q=user_name:*ab",
                "?q=date:yesterday",
                "?q=ip:%5Ba%20TO%20b%5D",
                "?q=a%00b",
                "?q=wh%3Ft",
                "?q=date:*01",
                "?page=-1",
                "?per_page=0",
                "?per_page=101",
                "?page=10&per_page=100",
                "?sort=type:1",
                "?include_totals=maybe",
                "?page=0&page=1",
                "?from=1",
                "?from=x&take=5",
                "?take=0",
                "?take=101",
                "?from=&take=1",
                "?q=date:%5B99999 TO *%5D"
            })
    void refusesWhatItCannotAnswer(String query) {
        HttpResponse<String> response = get(LOGS + query.replace(" ", "%20"));

        assertThat(response.statusCode()).as(query).isEqualTo(400);
        JsonNode problem = HttpCaller.json(response);
        assertThat(problem.get("errorCode").stringValue()).isIn("invalid_query_string", "invalid_paging");
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        assertThat(get(LOGS + "?q=" + "a".repeat(2_049)).statusCode()).isEqualTo(414);
        assertThat(get(LOGS + "?q=" + "a".repeat(2_048)).statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<String> response = caller.send(caller.request(LOGS)
                .header("Authorization", "Bearer " + TestIssuer.token("read:logs"))
                .HEAD());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void asksForAScopeAndForALogThatExists() {
        assertThat(caller.get(LOGS, TestIssuer.token("read:users")).statusCode())
                .isEqualTo(403);
        assertThat(caller.send(caller.request(LOGS).GET()).statusCode()).isEqualTo(401);
        assertThat(get(LOGS + "/nonsense").statusCode()).isEqualTo(404);
        assertThat(get(LOGS + "/" + new LogId(999_999_999, 0, Instant.now())).statusCode())
                .isEqualTo(404);
    }

    /** Every kind of question, on the real table; none is answered by an error of ours. */
    @Test
    void answersOrRefusesWhateverIsWritten() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "type:",
                "s",
                "user_name:",
                "ip:",
                "date:",
                "2026-11",
                "[",
                "]",
                "{",
                "}",
                " TO ",
                "*",
                "\"",
                "\\",
                "(",
                ")",
                " AND ",
                " OR ",
                " NOT ",
                "'",
                ";--",
                "%",
                "_",
                "é",
                "\uD83D\uDE00",
                "log_id:",
                "900",
                "user_id:",
                "hostname:",
                "abc",
                "0000",
                "+1");
        for (int round = 0; round < 400; round++) {
            String query = random.ints(1 + random.nextInt(10), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .reduce("", String::concat);
            HttpResponse<String> response = get(LOGS + "?include_totals=true&q=" + encoded(query));
            assertThat(response.statusCode()).as(query).isIn(200, 400);
        }
    }

    @Test
    void isMadeAnewWhileTheOldOneServes() throws Exception {
        TestFacts person = person();
        person.publish(person.created());
        person.publish(person.redeemed(Purpose.SIGNUP, "192.0.2.1"));
        logsOf(person, 2);
        await().atMost(LIMIT).until(() -> view.status().lag() == 0);
        List<JsonNode> before =
                HttpCaller.json(get(LOGS + "?take=100")).valueStream().toList();
        int generation = view.status().generation();

        HttpResponse<String> command = caller.send(caller.managementRequest("/actuator/logview")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"rebuild\"}")));

        assertThat(command.statusCode()).isEqualTo(200);
        await().atMost(LIMIT).until(() -> {
            assertThat(HttpCaller.json(get(LOGS + "?take=100")).valueStream()).hasSameSizeAs(before);
            return view.status().generation() == generation + 1;
        });
        assertThat(HttpCaller.json(get(LOGS + "?take=100")).valueStream()).containsExactlyElementsOf(before);
        assertThat(jdbc.sql("SELECT count(DISTINCT generation) FROM log")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
