package dev.latchkey.registration.read.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.registration.ServiceTest;
import dev.latchkey.registration.TestVault;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import dev.latchkey.testing.TestTenant;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Users listed, searched and walked through, and what their logins tell. */
@ServiceTest
class UserListIT {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired
    private HttpCaller caller;

    @Autowired
    private UsersProjection projection;

    @Autowired
    private IdentifierHasher hasher;

    @Autowired
    private TestVault vault;

    @Autowired
    private JdbcClient jdbc;

    private final Map<UserId, PersonKey> keys = new HashMap<>();

    /** Ada, Bob and Cleo, created a day apart; Bob is blocked, Cleo signed in twice. */
    private UserId ada;

    private UserId bob;
    private UserId cleo;

    @BeforeEach
    void fill() {
        jdbc.sql("TRUNCATE " + String.join(", ", projection.tables())).update();
        ada = create(new Profile("ada@b.test", null, "ada", "Ada", null, null, null, null), START);
        bob = create(
                new Profile("bob@b.test", "+4930123456", null, null, null, null, null, null),
                START.plusSeconds(86_400));
        cleo = create(Profile.ofEmail("cleo@b.test"), START.plusSeconds(2 * 86_400));
        take(1, new UserBlocked(bob, START.plusSeconds(3 * 86_400)));
        login(cleo, START.plusSeconds(4 * 86_400), "192.0.2.7");
        login(cleo, START.plusSeconds(5 * 86_400), "192.0.2.8");
    }

    private UserId create(Profile profile, Instant at) {
        byte[] random = new byte[UserId.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        UserId user = UserId.of(random);
        keys.put(user, vault.createKey(user));
        take(
                0,
                new UserCreated(
                        user,
                        TestTenant.REALM,
                        at,
                        hasher.hashAll(TestTenant.REALM, profile),
                        new PersonalData(profile, null).encryptWith(keys.get(user))));
        return user;
    }

    private AuthSessionRedeemed login(UserId user, Instant at, String address) {
        AuthSessionRedeemed login = new AuthSessionRedeemed(
                new SessionId(UUID.randomUUID()),
                Purpose.LOGIN,
                at,
                "demo",
                TestTenant.REALM,
                null,
                "localhost",
                user,
                PasskeyId.of(CredentialId.of("AAAA")),
                new GrantId(UUID.randomUUID()),
                true,
                "http://localhost:8080",
                new Circumstances(address, "agent").encryptWith(keys.get(user)),
                List.of(),
                List.of(),
                null);
        take(0, login);
        return login;
    }

    private void take(long sequence, Event event) {
        projection.on(new ReceivedEvent(event, sequence));
    }

    private HttpResponse<String> get(String query) {
        return caller.get("/api/v2/users" + query, TestIssuer.token("read:users"));
    }

    private HttpResponse<String> search(String question) {
        return get("?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }

    private List<String> namesIn(JsonNode users) {
        return users.valueStream()
                .map(user -> user.get("email").stringValue().replace("@b.test", ""))
                .toList();
    }

    @Test
    void listsTheOldestFirstAndOnRequestTheNewest() {
        assertThat(namesIn(HttpCaller.json(get("")))).containsExactly("ada", "bob", "cleo");
        assertThat(namesIn(HttpCaller.json(get("?sort=created_at:-1&per_page=2"))))
                .containsExactly("cleo", "bob");
        assertThat(namesIn(HttpCaller.json(get("?sort=created_at:1&per_page=2&page=1"))))
                .containsExactly("cleo");
    }

    @Test
    void wrapsAPageWithItsTotals() {
        JsonNode page = HttpCaller.json(get("?include_totals=true&per_page=2&search_engine=v3"));

        assertThat(page.propertyNames()).containsExactly("start", "limit", "length", "total", "users");
        assertThat(page.get("total").intValue()).isEqualTo(3);
        assertThat(page.get("length").intValue()).isEqualTo(2);
    }

    @Test
    void walksThroughAllByCheckpoints() {
        List<String> names = new ArrayList<>();
        JsonNode stretch = HttpCaller.json(get("?take=2"));
        names.addAll(namesIn(stretch.get("users")));
        while (stretch.has("next")) {
            stretch = HttpCaller.json(get("?take=2&from=" + stretch.get("next").stringValue()));
            names.addAll(namesIn(stretch.get("users")));
        }

        assertThat(names).containsExactly("ada", "bob", "cleo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email:\"ADA@b.test\" | ada",
                "email:ada@b.test OR phone_number:\"+4930123456\" | ada,bob",
                "email:ada@b.test phone_number:+4930123456 | ada,bob",
                "username:Ada | ada",
                "NOT blocked:true | ada,cleo",
                "blocked:true AND email:bob@b.test | bob",
                "blocked:true AND NOT email:bob@b.test |",
                "(blocked:true OR username:ada) AND NOT phone_number:\"+4930123456\" | ada",
                "identities.connection:\"Username-Password-Authentication\" | ada,bob,cleo",
                "identities.connection:Elsewhere |",
                "created_at:[2026-03-02 TO *] | bob,cleo",
                "created_at:{2026-03-02 TO *] | cleo",
                "created_at:[* TO 2026-03-02] | ada,bob",
                "created_at:[* TO 2026-03-02} | ada",
                "created_at:2026-03-02 | bob",
                "created_at:[2026-03 TO 2026-04] | ada,bob,cleo",
                "created_at:>\"2026-03-02T10:00:00.000Z\" | cleo",
                "created_at:>=\"2026-03-02T10:00:00Z\" | bob,cleo",
                "last_login:[2026-03-06 TO 2026-03-06] | cleo",
                "_exists_:last_login | cleo",
                "-_exists_:phone_number | ada,cleo",
                "logins_count:[1 TO 2] | cleo",
                "logins_count:0 | ada,bob",
                "logins_count:{0 TO *} | cleo",
                "* | ada,bob,cleo"
            })
    void answersQuestions(String question, String names) {
        HttpResponse<String> answer = search(question);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(namesIn(HttpCaller.json(answer))).isEqualTo(names == null ? List.of() : List.of(names.split(",")));
    }

    @Test
    void findsByIdInEveryForm() {
        assertThat(namesIn(HttpCaller.json(search("user_id:\"" + bob + "\"")))).containsExactly("bob");
        assertThat(namesIn(HttpCaller.json(search("identities.user_id:" + bob.withoutProvider()))))
                .containsExactly("bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:Ada",
                "name:*",
                "email:ada*",
                "email_verified:true",
                "user_metadata.plan:gold",
                "ada@b.test",
                "blocked:maybe",
                "created_at:yesterday",
                "created_at:[2026 TO",
                "(blocked:true",
                "blocked:true)",
                "blocked:true AND",
                "email:\"open",
                "email:",
                "logins_count:x",
                "'; DROP TABLE users; --"
            })
    void refusesWhatItCannotAnswer(String question) {
        HttpResponse<String> answer = search(question);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(HttpCaller.json(answer).get("errorCode").stringValue()).isEqualTo("invalid_query_string");
    }

    @Test
    void saysWhyNamesCannotBeSearched() {
        assertThat(search("name:Ada").body()).contains("encrypted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?per_page=101",
                "?page=x",
                "?page=10&per_page=100",
                "?sort=name:1",
                "?search_engine=v2",
                "?take=0",
                "?take=101",
                "?from=x",
                "?include_fields=maybe",
                "?q=blocked:true&q=blocked:false"
            })
    void refusesAQueryThatIsNone(String query) {
        assertThat(get(query).statusCode()).isEqualTo(400);
    }

    @Test
    void showsTheFieldsThatAreAskedFor() {
        assertThat(HttpCaller.json(get("?fields=user_id,email&per_page=1"))
                        .get(0)
                        .propertyNames())
                .containsExactly("user_id", "email");
        assertThat(HttpCaller.json(look(cleo, "?fields=email,identities&include_fields=false"))
                        .propertyNames())
                .doesNotContain("email", "identities")
                .contains("user_id", "logins_count");
    }

    private HttpResponse<String> look(UserId user, String query) {
        return get("/" + user.toString().replace("|", "%7C") + query);
    }

    @Test
    void tellsOfLoginsHoweverOftenAndInWhicheverOrderTheyAreTold() {
        AuthSessionRedeemed told = login(cleo, START.plusSeconds(60), "192.0.2.1");
        take(0, told);

        JsonNode user = HttpCaller.json(look(cleo, ""));

        assertThat(user.get("logins_count").intValue()).isEqualTo(3);
        assertThat(user.get("last_login").stringValue()).isEqualTo("2026-03-06T10:00:00.000Z");
        assertThat(user.get("last_ip").stringValue()).isEqualTo("192.0.2.8");
    }

    @Test
    void countsASignupsLoginThatIsToldBeforeItsUser() {
        byte[] random = new byte[UserId.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        UserId dora = UserId.of(random);
        keys.put(dora, vault.createKey(dora));
        login(dora, START, "192.0.2.9");
        Profile profile = Profile.ofEmail("dora@b.test");
        take(
                0,
                new UserCreated(
                        dora,
                        TestTenant.REALM,
                        START,
                        hasher.hashAll(TestTenant.REALM, profile),
                        new PersonalData(profile, null).encryptWith(keys.get(dora))));

        JsonNode user = HttpCaller.json(look(dora, ""));

        assertThat(user.get("logins_count").intValue()).isEqualTo(1);
        assertThat(user.get("last_ip").stringValue()).isEqualTo("192.0.2.9");
    }

    @Test
    void showsAndFindsAPersonAsTheLastChangeSays() {
        Profile profile = new Profile("countess@b.test", null, null, "Countess", null, null, null, null);
        PersonalData person = new PersonalData(profile, Map.of("a", 1), Map.of("b", List.of("c")), true, null);
        UserProfileChanged changed = new UserProfileChanged(
                ada,
                hasher.hashAll(TestTenant.REALM, profile),
                person.encryptWith(keys.get(ada)),
                START.plusSeconds(9));
        take(1, changed);
        take(1, changed);

        JsonNode user = HttpCaller.json(look(ada, ""));

        assertThat(user.get("name").stringValue()).isEqualTo("Countess");
        assertThat(user.get("email_verified").booleanValue()).isTrue();
        assertThat(user.at("/app_metadata/b/0").stringValue()).isEqualTo("c");
        assertThat(user.get("updated_at").stringValue()).isEqualTo("2026-03-01T10:00:09.000Z");
        assertThat(namesIn(HttpCaller.json(search("email:countess@b.test")))).containsExactly("countess");
        assertThat(HttpCaller.json(search("email:ada@b.test OR username:ada")).size())
                .isZero();
    }

    @Test
    void forgetsAPersonWhoWasErased() {
        take(1, new UserErased(cleo, START.plusSeconds(9)));
        login(cleo, START.plusSeconds(10), "192.0.2.1");

        assertThat(look(cleo, "").statusCode()).isEqualTo(404);
        assertThat(namesIn(HttpCaller.json(get("")))).containsExactly("ada", "bob");
        Map<String, Object> row = jdbc.sql("SELECT * FROM users WHERE user_id = ?")
                .param(cleo.toString())
                .query()
                .singleRow();
        assertThat(row.get("personal_data")).isNull();
        assertThat(row.get("last_circumstances")).isNull();
        assertThat(row.get("last_login")).isNull();
        assertThat(jdbc.sql("SELECT count(*) FROM user_login WHERE user_id = ? AND circumstances IS NOT NULL")
                        .param(cleo.toString())
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
