package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What a signup may say about a person (CONTRACT 2.1). */
class ProfileIT {

    private static final Application demo = Application.demo();

    static Stream<Arguments> refused() {
        return Stream.of(
                profile("unknown member", p -> p.put("locale", "en")),
                profile("password", p -> p.put("password", "correct horse")),
                profile("user id of one's choice", p -> p.put("user_id", "auth0|000000000000000000000001")),
                profile("role", p -> p.put("role", "admin")),
                profile("no e-mail", p -> p.remove("email")),
                profile("e-mail null", p -> p.putNull("email")),
                profile("e-mail a number", p -> p.put("email", 7)),
                profile("e-mail empty", p -> p.put("email", "")),
                profile("e-mail without @", p -> p.put("email", "ada")),
                profile("e-mail with two @", p -> p.put("email", "ada@b@example.com")),
                profile("e-mail at an address literal", p -> p.put("email", "ada@[127.0.0.1]")),
                profile("e-mail with a line break", p -> p.put("email", "ada@example.com\r\nBcc: eve@example.com")),
                profile("e-mail with NUL", p -> p.put("email", "ada\0@example.com")),
                profile("e-mail with a zero-width space", p -> p.put("email", "a\u200bda@example.com")),
                profile("e-mail with a bidi control", p -> p.put("email", "a\u202eda@example.com")),
                profile("local part of 65", p -> p.put("email", "a".repeat(65) + "@example.com")),
                profile("e-mail of 255", p -> p.put("email", "ada@" + "a.".repeat(124) + "com")),
                profile("e-mail of 10 kB", p -> p.put("email", "a".repeat(10_240) + "@example.com")),
                profile("phone number not active", p -> p.put("phone_number", "+15551234567")),
                profile("phone number without +", p -> p.put("phone_number", "15551234567")),
                profile("phone number +", p -> p.put("phone_number", "+")),
                profile("phone number of 31 digits", p -> p.put("phone_number", "+" + "1".repeat(31))),
                profile("user name not active", p -> p.put("username", "ada")),
                profile("name empty", p -> p.put("name", "")),
                profile("name of 301", p -> p.put("name", "a".repeat(301))),
                profile("name an object", p -> p.putObject("name")),
                profile("name with a control character", p -> p.put("name", "Ada\u0007")),
                profile("given name of 151", p -> p.put("given_name", "a".repeat(151))),
                profile("family name of 151", p -> p.put("family_name", "a".repeat(151))),
                profile("nickname of 301", p -> p.put("nickname", "a".repeat(301))),
                profile("picture not a URL", p -> p.put("picture", "not a url")),
                profile("picture a script", p -> p.put("picture", "javascript:alert(1)")),
                body("profile missing", b -> b.remove("user_profile")),
                body("profile a text", b -> b.put("user_profile", "ada@example.com")),
                body("profile a list", b -> b.putArray("user_profile")),
                metadata("11 fields", m -> IntStream.range(0, 11).forEach(i -> m.put("k" + i, "v"))),
                metadata("value a number", m -> m.put("age", 36)),
                metadata("value an object", m -> m.putObject("nested")),
                metadata("value of 501", m -> m.put("k", "v".repeat(501))),
                metadata("name of 101", m -> m.put("k".repeat(101), "v")),
                metadata("name empty", m -> m.put("", "v")),
                metadata("name with a dot", m -> m.put("a.b", "v")),
                metadata("name with a dollar", m -> m.put("$set", "v")),
                metadata("name of the system's own", m -> m.put("user_id", "v")),
                metadata("name blocked", m -> m.put("blocked", "true")),
                body("metadata a list", b -> b.putArray("user_metadata")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, Consumer<ObjectNode> change) {
        var answer = demo.register(Person.newEmail(), change);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
        assertThat(answer.json().path("error_description").asString()).isNotBlank();
        assertThat(answer.json().propertyNames()).contains("error", "error_description");
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                profile("everything at its longest", p -> {
                    p.put("name", "a".repeat(300)).put("nickname", "a".repeat(300));
                    p.put("given_name", "a".repeat(150)).put("family_name", "a".repeat(150));
                    p.put("picture", "https://example.com/ada.png");
                }),
                profile("plus tag", p -> p.put("email", "ada+" + Person.newEmail())),
                profile("name of another script", p -> p.put("name", "Ada 洛芙莱斯 ا")),
                metadata("10 fields", m -> IntStream.range(0, 10).forEach(i -> m.put("k" + i, "v"))),
                metadata("names and values at their longest", m -> m.put("k".repeat(100), "v".repeat(500))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, Consumer<ObjectNode> change) {
        var answer = demo.register(Person.newEmail(), change);

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void refusesAnEmailThatIsTaken() {
        var person = demo.signUp(Algorithm.EDDSA);

        var answer = demo.registerTaken(person.email());

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
    }

    @Test
    void keepsRealmsApart() {
        var person = demo.signUp(Algorithm.EDDSA);

        var answer = demo.register(person.email(), body -> body.put("realm", TestTenant.OTHER_REALM));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static Arguments body(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    private static Arguments profile(String what, Consumer<ObjectNode> change) {
        return body(what, body -> change.accept((ObjectNode) body.required("user_profile")));
    }

    private static Arguments metadata(String what, Consumer<ObjectNode> change) {
        return body("metadata: " + what, body -> change.accept(body.putObject("user_metadata")));
    }
}
