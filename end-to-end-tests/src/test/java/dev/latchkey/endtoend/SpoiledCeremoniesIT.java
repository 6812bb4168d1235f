package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Assertion;
import dev.latchkey.authenticator.Creation;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** For each check of a ceremony one that is spoiled in exactly that way, and the honest answer to the same session after it. */
class SpoiledCeremoniesIT {

    private static final Application demo = Application.demo();
    private static final Map<Algorithm, Person> people = new EnumMap<>(Algorithm.class);

    static Stream<Spoiled<Creation>> signups() {
        return SpoiledCreations.all();
    }

    static Stream<Spoiled<Assertion>> logins() {
        return SpoiledAssertions.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void signups(Spoiled<Creation> spoiled) {
        var session = demo.signup();
        var ceremony = spoiled.authenticator().creation(session.options(), demo.origin());
        spoiled.spoil().accept(ceremony, session);

        var answer = demo.redeem(session, ceremony.answer());

        assertTaken(session, answer, spoiled.expected(), () -> honestSignup(session));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void logins(Spoiled<Assertion> spoiled) {
        var person = person(spoiled);
        var session = demo.login();
        var ceremony = person.authenticator().assertion(session.options(), demo.origin());
        spoiled.spoil().accept(ceremony, session);

        var answer = demo.redeem(session, ceremony.answer());

        assertTaken(session, answer, spoiled.expected(), () -> person.authenticator()
                .get(session.options(), demo.origin()));
    }

    private static void assertTaken(Session session, Answer answer, Expected expected, Supplier<ObjectNode> honest) {
        switch (expected) {
            case Expected.Accepted accepted ->
                assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            case Expected.Malformed malformed -> {
                Refusals.assertMalformed(answer);
                assertThat(demo.redeem(session, honest.get()).status())
                        .as("honest answer afterwards")
                        .isEqualTo(200);
            }
            case Expected.Refused refused -> {
                Refusals.assertUniform(answer);
                Refusals.assertUniform(demo.redeem(session, honest.get()));
                Refusals.assertRecorded(session, refused.reasons());
            }
            case Expected.NotAccepted notAccepted ->
                assertTaken(session, answer, answer.status() == 400 ? Expected.MALFORMED : Expected.refused(), honest);
        }
    }

    private static ObjectNode honestSignup(Session session) {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).create(session.options(), demo.origin());
    }

    /** A passkey that counts remembers the last test, so each gets its own. */
    private static Person person(Spoiled<Assertion> spoiled) {
        return spoiled.deviceBound()
                ? demo.signUp(spoiled.authenticator())
                : people.computeIfAbsent(spoiled.algorithm(), demo::signUp);
    }
}
