package dev.latchkey.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes an entry and what does not, on a real PostgreSQL. */
@ServiceTest
@Import(AppendingIT.Listening.class)
class AppendingIT {

    @Autowired
    private TrailSink sink;

    @Autowired
    private Trail trail;

    @Autowired
    private Listener listener;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private final String source = TestEvent.newSource();

    @Test
    void writesTheLineInItsFixedOrderWithTheDataByteForByte() {
        String json = " {\"userId\" : \"auth0|1\",\t\"nümber\":1.50,\"userId\":\"auth0|2\"} ";

        take(TestEvent.of(source, 41, json)
                .withKey("tenant")
                .with("ce_id", "the-id")
                .with("ce_subject", "tenant")
                .with("ce_sequence", "3")
                .with("ce_correlationid", "c")
                .with("ce_causationid", "d\n")
                .with("ce_actor", "client:operator"));

        Entry entry = entries().getFirst();
        assertThat(new String(entry.line(), StandardCharsets.UTF_8))
                .isEqualTo("{\"position\":" + entry.position() + ",\"recorded_at\":\"" + entry.recordedAt()
                        + "\",\"id\":\"the-id\",\"source\":\"" + source
                        + "\",\"source_position\":41,\"type\":\"dev.latchkey.never-heard-of\",\"revision\":7,"
                        + "\"time\":\"2026-11-22T10:00:00.000Z\",\"subject\":\"tenant\",\"sequence\":3,"
                        + "\"correlation_id\":\"c\",\"causation_id\":\"d\\n\",\"actor\":\"client:operator\","
                        + "\"topic\":\"latchkey.tenant\",\"data\":" + json + "}");
        assertThat(entry.sourcePosition()).isEqualTo(41);
        assertThat(entry.name()).isEqualTo("never-heard-of");
    }

    @Test
    void takesInWhatNoVersionCanRead() {
        List<byte[]> values = List.of(
                "{}\n".getBytes(StandardCharsets.UTF_8),
                "{} {}".getBytes(StandardCharsets.UTF_8),
                "{\"a\":".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                ("\uFEFF{}").getBytes(StandardCharsets.UTF_8),
                "[".repeat(600).concat("]".repeat(600)).getBytes(StandardCharsets.UTF_8));

        values.forEach(value -> take(TestEvent.of(source, 1, "latchkey.user", value)));

        assertThat(entries()).hasSameSizeAs(values).allSatisfy(entry -> assertThat(
                        new String(entry.line(), StandardCharsets.UTF_8))
                .contains("\"data_base64\":")
                .doesNotContain("\n"));
    }

    @Test
    void takesInWhateverTheHeadersSay() {
        String long_ = "x".repeat(5_000);
        List<TestEvent> odd = List.of(
                TestEvent.of(source, 1, "{}").with("ce_id", long_),
                TestEvent.of(source, 1, "{}").with("ce_id", "zero\0"),
                TestEvent.of(source, 1, "{\"userId\":\"zero\\u0000\"}"),
                TestEvent.of(source, 1, "{\"userId\":\"" + long_ + "\"}"),
                TestEvent.of(source, 1, "{}").with("ce_type", null),
                TestEvent.of(source, 1, "{}").with("ce_time", null),
                TestEvent.of(source, 1, "{}").with("ce_time", "+1000000000-12-31T23:59:59Z"),
                TestEvent.of(source, 1, "{}").with("ce_position", "99999999999999999999"),
                TestEvent.of(source, 1, "{}").with("ce_revision", "one"),
                TestEvent.of(source, 1, "{\"a\":1}").with("ce_id", null));

        odd.forEach(this::take);
        odd.forEach(this::take);

        assertThat(entries()).hasSameSizeAs(odd);
    }

    @Test
    void keepsOneEntryHoweverOftenAnEventIsDelivered() {
        TestEvent first = TestEvent.of(source, 1, "{}");
        TestEvent second = TestEvent.of(source, 2, "{}");

        take(first, first, second);
        take(second, first);

        assertThat(entries()).extracting(Entry::id).containsExactly(first.id(), second.id());
    }

    @Test
    void countsWithoutGapsWhenManyDeliverTheSameAtOnce() throws Exception {
        List<TestEvent> events = LongStream.range(0, 200)
                .mapToObj(position -> TestEvent.of(source, position, "{}"))
                .toList();

        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int instance = 0; instance < 4; instance++) {
                ends.add(several.submit(() -> IntStream.range(0, 20)
                        .forEach(batch ->
                                take(events.subList(batch * 10, batch * 10 + 10).toArray(TestEvent[]::new)))));
            }
            for (Future<?> end : ends) {
                end.get(60, TimeUnit.SECONDS);
            }
        }

        List<Entry> all = trail.after(-1, 100_000);
        assertThat(all)
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.range(0, all.size()).boxed().toList());
        assertThat(all).extracting(Entry::recordedAt).isSorted();
        assertThat(entries()).extracting(Entry::id).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void tellsWhoKeepsSomethingWithItAndRollsBackTogether() {
        take(TestEvent.of(source, 1, "{}"), TestEvent.of(source, 2, "{}"));
        List<String> lines = entries().stream()
                .map(entry -> new String(entry.line(), StandardCharsets.UTF_8))
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(listener.heard).containsSubsequence(lines);

        assertThatThrownBy(() -> take(TestEvent.of(source, 3, "{}").with("ce_actor", Listener.UNBEARABLE)))
                .hasMessage("no room");
        assertThat(entries()).hasSize(2);

        TestEvent next = TestEvent.of(source, 4, "{}");
        take(next);
        List<Entry> all = trail.after(-1, 100_000);
        assertThat(all.getLast().position()).isEqualTo(all.size() - 1);
        assertThat(entries()).extracting(Entry::id).contains(next.id());
    }

    @Test
    void givesEachMonthItsPartOfTheTable() {
        take(TestEvent.of(source, 1, "{}").with("ce_time", "2031-01-31T23:59:59.999Z"));
        take(TestEvent.of(source, 2, "{}").with("ce_time", "2031-02-01T00:00:00Z"));

        assertThat(jdbc.sql("SELECT count(*) FROM entry_2031_01 WHERE source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(*) FROM entry_2031_02 WHERE source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void take(TestEvent... events) {
        transactions.executeWithoutResult(status ->
                sink.take(List.of(events).stream().map(TestEvent::incoming).toList()));
    }

    private List<Entry> entries() {
        return trail.after(-1, 100_000).stream()
                .filter(entry -> entry.source().equals(source))
                .toList();
    }

    /** Remembers what it hears, or refuses it. */
    static final class Listener implements AppendedEntries {

        private static final String UNBEARABLE = "client:unbearable";

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void appended(long firstPosition, List<byte[]> lines) {
            for (byte[] line : lines) {
                String text = new String(line, StandardCharsets.UTF_8);
                if (text.contains(UNBEARABLE)) {
                    throw new IllegalStateException("no room");
                }
                heard.add(text);
            }
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Listener listener() {
            return new Listener();
        }
    }
}
