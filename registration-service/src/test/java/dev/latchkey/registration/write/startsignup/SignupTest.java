package dev.latchkey.registration.write.startsignup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.tenant.IdentifierStatus;
import dev.latchkey.kernel.tenant.UsernamePolicy;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignupTest {

    /** A connection as it is without further configuration: e-mail required, nothing else active. */
    private static final Connection OF_EMAIL = new Connection(
            "Email",
            true,
            true,
            Map.of(IdentifierType.EMAIL, IdentifierStatus.REQUIRED),
            new UsernamePolicy(1, 15, false, false),
            null);

    @Test
    void readsEverythingThereIs() {
        Signup signup = read("""
                {"user_profile": {"email": "Ada@Example.com", "name": "Ada Lovelace", "given_name": "Ada",
                  "family_name": "Lovelace", "nickname": "Countess", "picture": "https://example.com/a.png?s=1"},
                 "user_metadata": {"plan": "gold", "empty": ""}}""");

        assertThat(signup.profile())
                .isEqualTo(new Profile(
                        "ada@example.com",
                        null,
                        null,
                        "Ada Lovelace",
                        "Ada",
                        "Lovelace",
                        "Countess",
                        "https://example.com/a.png?s=1"));
        assertThat(signup.userMetadata()).isEqualTo(Map.of("plan", "gold", "empty", ""));
    }

    @Test
    void needsAnEmailAddressAndNothingElse() {
        Signup signup = read("{\"user_profile\":{\"email\":\"ada@example.com\",\"name\":null},\"user_metadata\":null}");

        assertThat(signup.profile()).isEqualTo(Profile.ofEmail("ada@example.com"));
        assertThat(signup.userMetadata()).isNull();
    }

    @Test
    void composesText() {
        assertThat(profile("\"name\":\"Andre\u0301\"").name()).isEqualTo("Andr\u00e9");
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("name", "x".repeat(300)),
                arguments("name", "\ud83d\ude00".repeat(300)),
                arguments("given_name", "x".repeat(150)),
                arguments("family_name", "x".repeat(150)),
                arguments("nickname", "x".repeat(300)),
                arguments("picture", "http://localhost/" + "x".repeat(2_031)),
                arguments("picture", "HTTPS://example.com"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void takesWhatIsWithinItsLimits(String key, String value) {
        profile("\"" + key + "\":\"" + value + "\"");
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                arguments("{}", "\"user_profile\" is required"),
                // Half a surrogate pair is no text.
                arguments(
                        "{\"user_profile\":{\"email\":\"ada@example.com\",\"name\":\"a\\ud800b\"}}",
                        "The request body must be a well-formed JSON object."),
                arguments("{\"user_profile\":\"x\"}", "\"user_profile\" must be of type object"),
                arguments("{\"user_profile\":{}}", "\"email\" is required"),
                arguments("{\"user_profile\":{\"email\":null}}", "\"email\" is required"),
                arguments("{\"user_profile\":{\"email\":7}}", "\"email\" must be of type string"),
                arguments("{\"user_profile\":{\"email\":\"\"}}", "invalid email address"),
                arguments("{\"user_profile\":{\"email\":\"ada\"}}", "invalid email address"),
                arguments(
                        "{\"user_profile\":{\"email\":\"a@b.test\"},\"user_metadata\":[]}",
                        "\"user_metadata\" must be of type object"));
    }

    @ParameterizedTest
    @MethodSource("refusedBodies")
    void saysWhatIsWrong(String body, String message) {
        assertRefused(body, message);
    }

    static Stream<Arguments> refusedProfileMembers() {
        String hidden = " must not contain control, bidirectional or zero-width characters";
        String picture = "\"picture\" must be an http or https URL of at most 2048 ASCII characters";
        return Stream.of(
                arguments("\"locale\":\"de\"", "\"user_profile.locale\" is not allowed"),
                arguments("\"password\":null", "\"user_profile.password\" is not allowed"),
                arguments(
                        "\"phone_number\":\"+4930123456\"",
                        "\"phone_number\" is not active at signup on this connection"),
                arguments("\"username\":\"ada\"", "\"username\" is not active at signup on this connection"),
                arguments("\"name\":\"\"", "\"name\" must have 1 to 300 characters"),
                arguments("\"name\":\"" + "x".repeat(301) + "\"", "\"name\" must have 1 to 300 characters"),
                arguments("\"name\":[]", "\"name\" must be of type string"),
                arguments("\"given_name\":\"" + "x".repeat(151) + "\"", "\"given_name\" must have 1 to 150 characters"),
                arguments(
                        "\"family_name\":\"" + "x".repeat(151) + "\"", "\"family_name\" must have 1 to 150 characters"),
                arguments("\"nickname\":\"" + "x".repeat(301) + "\"", "\"nickname\" must have 1 to 300 characters"),
                arguments("\"name\":\"a\\u0000b\"", "\"name\"" + hidden),
                arguments("\"name\":\"a\\r\\nb\"", "\"name\"" + hidden),
                arguments("\"name\":\"\\u001b[31m\"", "\"name\"" + hidden),
                arguments("\"name\":\"\\u202eada\"", "\"name\"" + hidden),
                arguments("\"name\":\"a\\u2066b\"", "\"name\"" + hidden),
                arguments("\"name\":\"a\\u200bb\"", "\"name\"" + hidden),
                arguments("\"name\":\"\\ufeffa\"", "\"name\"" + hidden),
                arguments("\"nickname\":\"a\\u2029b\"", "\"nickname\"" + hidden),
                arguments("\"picture\":\"\"", picture),
                arguments("\"picture\":\"x\"", picture),
                arguments("\"picture\":\"/a.png\"", picture),
                arguments("\"picture\":\"https:///a.png\"", picture),
                arguments("\"picture\":\"https://user:password@example.com/\"", picture),
                arguments("\"picture\":\"javascript:alert(1)\"", picture),
                arguments("\"picture\":\"data:image/png;base64,AA==\"", picture),
                arguments("\"picture\":\"https://example.com/\u00e9\"", picture),
                arguments("\"picture\":\"https://example.com/" + "x".repeat(2_029) + "\"", picture));
    }

    @ParameterizedTest
    @MethodSource("refusedProfileMembers")
    void saysWhatIsWrongWithTheProfile(String member, String message) {
        assertRefused("{\"user_profile\":{\"email\":\"ada@example.com\"," + member + "}}", message);
    }

    static Stream<Arguments> refusedMetadata() {
        return Stream.of(
                arguments(fields(11), "\"user_metadata\" must have at most 10 fields"),
                arguments("{\"n\":1}", "\"user_metadata.n\" must be of type string"),
                arguments("{\"n\":null}", "\"user_metadata.n\" must be of type string"),
                arguments("{\"n\":{\"deep\":\"x\"}}", "\"user_metadata.n\" must be of type string"),
                arguments("{\"a.b\":\"x\"}", "\"user_metadata.a.b\" must not contain . or $ in its name"),
                arguments("{\"$a\":\"x\"}", "\"user_metadata.$a\" must not contain . or $ in its name"),
                arguments("{\"\":\"x\"}", "each name in \"user_metadata\" must have 1 to 100 characters"),
                arguments(
                        "{\"" + "n".repeat(101) + "\":\"x\"}",
                        "each name in \"user_metadata\" must have 1 to 100 characters"),
                arguments("{\"n\":\"" + "x".repeat(501) + "\"}", "\"user_metadata.n\" must have 0 to 500 characters"),
                arguments(
                        "{\"n\":\"a\\u200fb\"}",
                        "\"user_metadata.n\" must not contain control, bidirectional or zero-width characters"),
                arguments(
                        "{\"n\\u0007\":\"x\"}",
                        "each name in \"user_metadata\" must not contain control, bidirectional or zero-width characters"),
                arguments("{\"\u00e9\":\"x\",\"e\u0301\":\"y\"}", "\"user_metadata.\u00e9\" stands there twice"));
    }

    @ParameterizedTest
    @MethodSource("refusedMetadata")
    void saysWhatIsWrongWithTheMetadata(String metadata, String message) {
        assertRefused(withMetadata(metadata), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__tenant",
                "_id",
                "blocked",
                "clientID",
                "created_at",
                "email_verified",
                "email",
                "globalClientID",
                "global_client_id",
                "identities",
                "lastIP",
                "lastLogin",
                "loginsCount",
                "metadata",
                "multifactor_last_modified",
                "multifactor",
                "updated_at",
                "user_id"
            })
    void keepsReservedNamesForItself(String name) {
        assertRefused(withMetadata("{\"" + name + "\":\"x\"}"), "\"user_metadata." + name + "\" is a reserved name");
    }

    @Test
    void takesTheLargestMetadata() {
        String largest = IntStream.range(0, 10)
                .mapToObj(n -> "\"" + n + "n".repeat(99) + "\":\"" + "\ud83d\ude00".repeat(500) + "\"")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(read(withMetadata(largest)).userMetadata()).hasSize(10);
    }

    private static String fields(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "\"n" + n + "\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String withMetadata(String metadata) {
        return "{\"user_profile\":{\"email\":\"ada@example.com\"},\"user_metadata\":" + metadata + "}";
    }

    private static Profile profile(String member) {
        return read("{\"user_profile\":{\"email\":\"ada@example.com\"," + member + "}}")
                .profile();
    }

    private static Signup read(String body) {
        return Signup.read(StrictJson.readObject(body.getBytes(StandardCharsets.UTF_8)), OF_EMAIL);
    }

    private static void assertRefused(String body, String message) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status().value()).isEqualTo(400);
            assertThat(refused.body().error()).isEqualTo("invalid_request");
            assertThat(refused.body().description()).isEqualTo(message);
        });
    }
}
