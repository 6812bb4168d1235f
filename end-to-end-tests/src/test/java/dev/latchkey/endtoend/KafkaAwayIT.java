package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Kafka is never on the way of people who sign up and in. */
class KafkaAwayIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();

    @Test
    void signsPeopleUpAndInWithoutKafkaAndPublishesEverythingLater() {
        var early = demo.signUp(Algorithm.EDDSA);

        suite.stopPart("kafka");
        var people = IntStream.range(0, 10)
                .mapToObj(i -> demo.signUp(Algorithm.EDDSA))
                .toList();
        var signIns = people.stream().map(demo::signIn).toList();
        var signIn = demo.signIn(early);
        suite.startPart("kafka");

        assertThat(signIns).allMatch(one -> one.answer().isOk());
        assertThat(signIn.answer().isOk()).isTrue();
        suite.events()
                .awaitAll(
                        people.stream().map(person -> person.signup().id()).toList(),
                        "challenge-issued",
                        "auth-session-redeemed",
                        "user-created",
                        "credential-registered",
                        "grant-opened");
        suite.events()
                .awaitAll(
                        signIns.stream().map(one -> one.session().id()).toList(),
                        "challenge-issued",
                        "auth-session-redeemed",
                        "grant-opened");
        assertThat(streams()).allSatisfy(KafkaAwayIT::assertInOrderWithoutGap);
    }

    /** Sequences per stream, in the order of arrival, copies left out. */
    private static Map<String, List<Long>> streams() {
        var once = new LinkedHashMap<String, Fact>();
        suite.events().all().stream()
                .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
                .forEach(fact -> once.putIfAbsent(fact.id(), fact));
        return once.values().stream()
                .collect(Collectors.groupingBy(
                        fact -> fact.topic() + " " + fact.key(),
                        LinkedHashMap::new,
                        Collectors.mapping(Fact::sequence, Collectors.toList())));
    }

    private static void assertInOrderWithoutGap(String stream, List<Long> sequences) {
        assertThat(sequences)
                .as(stream)
                .containsExactlyElementsOf(
                        LongStream.range(0, sequences.size()).boxed().toList());
    }
}
