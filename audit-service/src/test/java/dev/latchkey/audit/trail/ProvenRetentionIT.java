package dev.latchkey.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.proof.verify.Outcome;
import dev.latchkey.proof.verify.Report;
import dev.latchkey.proof.verify.Scope;
import dev.latchkey.proof.verify.Verifier;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Entries whose time is over go, and every proof of those that stay holds. */
@ServiceTest
// No Kafka: the trail holds what this test appends and nothing that others publish.
@TestPropertySource(
        properties = {
            "latchkey.audit.retention=30d",
            "latchkey.audit.tree-heads.interval=100ms",
            "latchkey.testing.kafka=127.0.0.1:9"
        })
class ProvenRetentionIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Autowired
    private TestEntries entries;

    @Autowired
    private Trail trail;

    @Autowired
    private Retention retention;

    @Autowired
    private HttpCaller caller;

    private final String source = TestEvent.newSource();

    @Test
    void leavesEveryProofValid() throws Exception {
        take("2001-01-10T00:00:00Z", 0, 300);
        await().atMost(LIMIT).until(() -> latest().path("tree_size").asLong() == 300);
        take("2090-01-10T00:00:00Z", 300, 400);
        await().atMost(LIMIT).until(() -> latest().path("tree_size").asLong() == 400);
        JsonNode before = get("/audit/v1/proofs/consistency?first=300&second=400");

        retention.sweep();
        await().atMost(LIMIT).until(() -> latest().path("first_retained").asLong() == 300);

        Report report = verify();
        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(report.from()).isEqualTo(300);
        assertThat(get("/audit/v1/proofs/consistency?first=300&second=400")).isEqualTo(before);
        assertThat(get("/audit/v1/proofs/inclusion?position=299").path("path").isEmpty())
                .as("of what has gone its hash stays")
                .isFalse();
        assertThat(trail.firstRetained()).isEqualTo(300);
    }

    private void take(String time, long from, long to) {
        for (long position = from; position < to; position++) {
            entries.take(TestEvent.of(source, position, "{}").with("ce_time", time));
        }
    }

    private Report verify() throws Exception {
        Path heads = Files.writeString(folder.resolve("heads"), body("/audit/v1/tree-heads"));
        Path keys = Files.writeString(folder.resolve("keys"), body("/audit/v1/keys"));
        return Verifier.of(List.of(heads), keys)
                .check(
                        new ByteArrayInputStream(body("/audit/v1/export").getBytes(StandardCharsets.UTF_8)),
                        Scope.whole());
    }

    private JsonNode latest() {
        return get("/audit/v1/tree-heads/latest");
    }

    private JsonNode get(String path) {
        return JsonMapper.shared().readTree(body(path));
    }

    private String body(String path) {
        return caller.get(path, TestIssuer.token("read:audit")).body();
    }
}
