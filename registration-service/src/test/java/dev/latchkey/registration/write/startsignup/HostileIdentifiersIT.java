package dev.latchkey.registration.write.startsignup;

import static dev.latchkey.testing.RichTestTenant.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.registration.RichServiceTest;
import dev.latchkey.testing.HttpCaller;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Identifiers that look like others, at the door: each is the same person, somebody else for good reason, or refused. */
@RichServiceTest
class HostileIdentifiersIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private HttpCaller caller;

    @Autowired
    private IdentifierHasher hasher;

    @Autowired
    @Qualifier("usersProjection")
    private Projection users;

    /** Who is there, and how somebody else writes the same. */
    static Stream<Arguments> spellingsOfOnePerson() {
        return Stream.of(
                // Letters and marks, composed and decomposed; signs that Unicode keeps for old character sets.
                email("jos\u00e9@example.org", "jose\u0301@example.org"),
                email("jos\u00e9@example.org", "JOSE\u0301@EXAMPLE.ORG"),
                email("\ud55c@example.org", "\u1112\u1161\u11ab@example.org"),
                email("\u1e69@example.org", "s\u0307\u0323@example.org"),
                email("\u1e69@example.org", "s\u0323\u0307@example.org"),
                email("\u00e5@example.org", "\u212b@example.org"),
                email("\u03c9@example.org", "\u2126@example.org"),
                email("kurt@example.org", "\u212aURT@example.org"),
                // Domains: capitals of both forms, full stops of other scripts, characters that IDNA maps or drops.
                email("ada@xn--mnchen-3ya.example", "ada@m\u00fcnchen.example"),
                email("ada@xn--mnchen-3ya.example", "ada@MU\u0308NCHEN.EXAMPLE"),
                email("ada@xn--mnchen-3ya.example", "ada@Xn--Mnchen-3Ya.Example"),
                email("ada@xn--mnchen-3ya.example", "ada@m\u00fcnchen\uff0eexample"),
                email("ada@xn--mnchen-3ya.example", "ada@m\u00fcnchen\uff61example"),
                email("ada@ticket.example", "ada@tic\u212aet.example"),
                email("ada@ticket.example", "ada@\u24e3icket.example"),
                email("ada@ticket.example", "ada@\ud835\udd31icket.example"),
                email("ada@ticket.example", "ada@tic\ufe00ket.example"),
                email("ada@first.example", "ada@\ufb01rst.example"),
                email("ada@first.example", "ada@fir\u017ft.example"),
                username("grace_hopper", "GRACE_HOPPER"),
                username("kay", "\u212aAY"));
    }

    @ParameterizedTest
    @MethodSource("spellingsOfOnePerson")
    void knowsOnePersonInEverySpelling(IdentifierType type, String form, String spelling) {
        take(type, form);

        assertRefused(signUp(type, spelling), "The user already exists.");
    }

    /** Who is there, and who is somebody else: a mail server may give each of these to another person. */
    static Stream<Arguments> differentPeople() {
        return Stream.of(
                email("info@example.net", "\u0131nfo@example.net"),
                email("info@example.net", "\u0130nfo@example.net"),
                email("strasse@example.net", "stra\u00dfe@example.net"),
                email("strasse@example.net", "STRA\u1e9eE@example.net"),
                email("paula@example.net", "p\u0430ula@example.net"),
                email("paula@example.net", "paula+list@example.net"),
                email("paula@example.net", "pau.la@example.net"),
                email("paula@example.net", "paula@www.example.net"),
                email("paula@example.net", "paula@example.net.evil.example"),
                email("jose@example.net", "jos\u00e9@example.net"),
                username("paula", "paula_"),
                username("paula1", "paulal"),
                username("paula0", "paulao"));
    }

    @ParameterizedTest
    @MethodSource("differentPeople")
    void takesNobodyForSomebodyElse(IdentifierType type, String form, String another) {
        take(type, form);

        HttpResponse<String> response = signUp(type, another);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    static Stream<String> noEmailAddresses() {
        return Stream.of(
                // Signs that look like an at sign or a dot, or become one.
                "ada\uff20example.org",
                "ada@\uff20example.org",
                "ada\u24d0example.org",
                "ada@example\u2024org",
                "ada@example\u00b7org",
                "ada@example.\u2100rg",
                "ada@\u2488example.org",
                "ada@example\uff0fx.org",
                // Invisible, whether a format, a mark or a letter.
                "a\u200cda@example.org",
                "a\u2060da@example.org",
                "a\u2063da@example.org",
                "a\u00adda@example.org",
                "a\u034fda@example.org",
                "a\ufe0fda@example.org",
                "a\ufe00da@example.org",
                "a\udb40\udd00da@example.org",
                "a\udb40\udc41da@example.org",
                "a\u180bda@example.org",
                "a\u180eda@example.org",
                "a\u115fda@example.org",
                "a\u1160da@example.org",
                "a\u3164da@example.org",
                "a\uffa0da@example.org",
                "a\u17b4da@example.org",
                "a\u2800da@example.org",
                // Order of reading.
                "\u200fada@example.org",
                "ada@example.org\u200e",
                "a\u202dda@example.org",
                "ada@\u2067example.org",
                "a\u061cda@example.org",
                // White space and line ends.
                "ada@example.org\t",
                "\u00a0ada@example.org",
                "ada\u3000@example.org",
                "ada@example.org\u0085",
                "ada\u000b@example.org",
                "ada@example.org%0d%0aBcc:eve@example.org",
                // Several, disguised, with something behind.
                "ada@example.org,eve@example.org",
                "ada@example.org;eve@example.org",
                "<ada@example.org>",
                "mailto:ada@example.org",
                "ada@example.org?cc=eve@example.org",
                "ada@example.org/x",
                "ada@example.org:25",
                "ada@example.org\\",
                "ada\\@example.org@evil.example",
                "\"ada@example.org\"@evil.example",
                "@relay.example:ada@example.org",
                "ada%40example.org",
                "ada",
                // Addresses of machines.
                "ada@127.1",
                "ada@0x7f.0.0.1",
                "ada@2130706433",
                "ada@[::ffff:127.0.0.1]",
                "ada@\uff11\uff12\uff17.0.0.1",
                "ada@example.org.",
                "ada@example.org\u3002",
                "ada@example.o",
                "ada@example.1org",
                "ada@exam ple.org",
                // Compatibility characters, which look like others.
                "\uff41da@example.org",
                "\u24d0da@example.org",
                "\ud835\udd1eda@example.org",
                "a\u2160@example.org",
                "a\u00b2@example.org",
                "\u01c6@example.org",
                "\ufdfa@example.org");
    }

    @ParameterizedTest
    @MethodSource("noEmailAddresses")
    void refusesWhatIsNoEmailAddress(String text) {
        assertRefused(signUp(IdentifierType.EMAIL, text), "invalid email address");
    }

    static Stream<String> noUsernames() {
        return Stream.of(
                "\uff21da",
                "a\u034fda",
                "a\ufe0fda",
                "a\u200cda",
                "a\u2062da",
                "a\u061cda",
                "\u202aada",
                "a\u0332da",
                "ada" + "\u0489".repeat(5),
                "\u0391da",
                "ad\u0430",
                "\u13aada",
                "\ud835\udc1ada",
                "a\u1d05a",
                "\u1e9eada",
                "\ufb00ada",
                "\u0130da",
                "ada\u2024l",
                "ada\u2019s",
                "ada\u00a0l",
                "ada\u3000l",
                "ada\tl",
                "ada\nl",
                "ada\u0085l",
                "ada\u2028l",
                "ada<l",
                "ada&l",
                "ada\\l",
                "ada:l",
                "ada=l",
                "ada(l)",
                "\u0967\u0968",
                "\ud83d\udd11");
    }

    @ParameterizedTest
    @MethodSource("noUsernames")
    void refusesWhatIsNoUsername(String text) {
        HttpResponse<String> response = signUp(IdentifierType.USERNAME, text);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(HttpCaller.json(response).get("error_description").stringValue())
                .startsWith("\"username\" must have 1 to 15 characters out of ");
    }

    static Stream<String> noPhoneNumbers() {
        return Stream.of(
                "+49\u200b30",
                "+49\u00a030",
                "+49\u202c30",
                "\u207a4930",
                "\ufe624930",
                "+\u0967\u0968",
                "+4\uff1930",
                "+\ud835\udfce30",
                "+\u00b2\u00b3",
                "+49-30",
                "+(49)30",
                "004930",
                "+ 4930",
                "+4930 ",
                "++4930",
                "+4930;ext=5",
                "+4930,5",
                "+4930#",
                "+49e30",
                "+0x49",
                "+-4930",
                "%2b4930");
    }

    @ParameterizedTest
    @MethodSource("noPhoneNumbers")
    void refusesWhatIsNoPhoneNumber(String text) {
        assertRefused(
                signUp(IdentifierType.PHONE_NUMBER, text),
                "\"phone_number\" must be a plus sign and 1 to 15 digits (E.164)");
    }

    private static Arguments email(String form, String other) {
        return arguments(IdentifierType.EMAIL, form, other);
    }

    private static Arguments username(String form, String other) {
        return arguments(IdentifierType.USERNAME, form, other);
    }

    private HttpResponse<String> signUp(IdentifierType type, String text) {
        ObjectNode body = JSON.createObjectNode().put("client_id", "demo").put("realm", PEOPLE);
        body.putObject("user_profile").put(memberOf(type), text);
        return caller.post("/passkey/register", body.toString());
    }

    private static String memberOf(IdentifierType type) {
        return switch (type) {
            case EMAIL -> "email";
            case PHONE_NUMBER -> "phone_number";
            case USERNAME -> "username";
        };
    }

    private void take(IdentifierType type, String form) {
        byte[] random =
                Arrays.copyOf(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII), UserId.RANDOM_BYTES);
        users.on(new ReceivedEvent(
                new UserCreated(
                        UserId.of(random),
                        PEOPLE,
                        Instant.now(),
                        List.of(hasher.hash(PEOPLE, new Identifier(type, form))),
                        "ciphertext"),
                0));
    }

    private static void assertRefused(HttpResponse<String> response, String description) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(HttpCaller.json(response).get("error").stringValue()).isEqualTo("invalid_request");
        assertThat(HttpCaller.json(response).get("error_description").stringValue())
                .isEqualTo(description);
    }
}
