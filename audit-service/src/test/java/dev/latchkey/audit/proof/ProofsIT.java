package dev.latchkey.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.trail.Entry;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.proof.head.HeadKeys;
import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.CompactRange;
import dev.latchkey.proof.tree.ProofCheck;
import dev.latchkey.proof.tree.TreeHash;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Proofs over the API, checked with nothing but the lines and the RFC. */
@ServiceTest
// No Kafka: the trail holds what this test appends and nothing that others publish.
@TestPropertySource(properties = "latchkey.testing.kafka=127.0.0.1:9")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofsIT {

    /** More than a tile, in batches that do not fit it. */
    private static final int ENTRIES = 700;

    @Autowired
    private TestEntries entries;

    @Autowired
    private Trail trail;

    @Autowired
    private Signing signing;

    @Autowired
    private Tiles tiles;

    @Autowired
    private HttpCaller caller;

    private Outside outside;
    private List<byte[]> lines;

    @BeforeAll
    void appendAndSign() {
        outside = new Outside(caller, Path.of("."), Path.of("."));
        String source = TestEvent.newSource();
        for (long start = 0; start < ENTRIES; start += 70) {
            entries.take(LongStream.range(start, start + 70)
                    .mapToObj(position -> TestEvent.of(source, position, "{\"n\":%d}".formatted(position)))
                    .toList());
            signing.sign();
            signing.sign();
        }
        lines = trail.after(-1, 10_000).stream().map(Entry::line).toList();
    }

    @Test
    void keepsTheTreeOfTheLines() {
        CompactRange range = CompactRange.empty();
        lines.forEach(line -> range.append(TreeHash.leaf(line)));

        assertThat(tiles.size()).isEqualTo(ENTRIES);
        assertThat(root("/audit/v1/proofs/consistency?first=0", "second_root")).isEqualTo(hex(range.root()));
    }

    @Test
    void provesEntriesInTreesOfManySizes() {
        for (long size : List.of(1L, 2L, 255L, 256L, 257L, 300L, 512L, 513L, 699L, 700L)) {
            byte[] root = rootOf(size);
            for (long position : List.of(0L, 1L, 100L, 255L, 256L, 511L, 512L, 698L, 699L)) {
                if (position < size) {
                    JsonNode proof = outside.get(
                            "/audit/v1/proofs/inclusion?position=%d&tree_size=%d".formatted(position, size));
                    assertThat(ProofCheck.isIncluded(
                                    TreeHash.leaf(lines.get((int) position)), position, size, path(proof), root))
                            .as("%d in %d", position, size)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void provesAnEntryByTheIdOfItsEvent() {
        String id = trail.at(333).orElseThrow().id();

        JsonNode proof = outside.get("/audit/v1/proofs/inclusion?event_id=" + id);

        assertThat(proof.get("position").asLong()).isEqualTo(333);
        assertThat(proof.get("tree_size").asLong()).isEqualTo(ENTRIES);
    }

    @Test
    void provesThatEachHeadContinuesEachOlderOne() throws Exception {
        HeadKeys keys = HeadKeys.parse(outside.keys());
        List<TreeHead> heads = new ArrayList<>();
        long after = 0;
        for (JsonNode page = page(after); !page.get("tree_heads").isEmpty(); page = page(after)) {
            for (JsonNode head : page.get("tree_heads")) {
                heads.add(keys.open(head.get("head").asString()));
                after = head.get("id").asLong();
            }
        }

        assertThat(heads).hasSize(ENTRIES / 70);
        for (TreeHead second : heads) {
            for (TreeHead first : heads) {
                if (first.treeSize() <= second.treeSize()) {
                    JsonNode proof = outside.get("/audit/v1/proofs/consistency?first=%d&second=%d"
                            .formatted(first.treeSize(), second.treeSize()));
                    assertThat(ProofCheck.isConsistent(
                                    first.treeSize(),
                                    bytes(first.rootHash()),
                                    second.treeSize(),
                                    bytes(second.rootHash()),
                                    path(proof)))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void showsTheLatestHead() throws Exception {
        JsonNode latest = outside.get("/audit/v1/tree-heads/latest");

        TreeHead head = HeadKeys.parse(outside.keys()).open(latest.get("head").asString());
        assertThat(head.treeSize()).isEqualTo(ENTRIES);
        assertThat(head.origin()).isEqualTo("http://localhost:8080/");
        assertThat(head.rootHash()).isEqualTo(latest.get("root_hash").asString());
    }

    @Test
    void publishesNoPrivateKey() {
        assertThat(outside.keys()).contains("\"kid\":\"h1\"").doesNotContain("\"d\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inclusion?position=700",
                "inclusion?position=5&tree_size=5",
                "inclusion?position=5&tree_size=701",
                "inclusion?position=-1",
                "inclusion?position=99999999999999999999",
                "inclusion?position=1&event_id=x",
                "inclusion",
                "inclusion?event_id=%00",
                "consistency?first=1&second=701",
                "consistency?first=701",
                "consistency?first=6&second=5",
                "consistency?first=x",
                "consistency"
            })
    void refusesWhatIsNotInTheTree(String question) {
        assertThat(outside.answer("/audit/v1/proofs/" + question).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1001", "limit=-1", "limit=x", "after=x"})
    void refusesPagesThatCannotBe(String question) {
        assertThat(outside.answer("/audit/v1/tree-heads?" + question).statusCode())
                .isEqualTo(400);
    }

    @Test
    void knowsNoEntryOfAnUnknownEvent() {
        assertThat(outside.answer("/audit/v1/proofs/inclusion?event_id=unknown").statusCode())
                .isEqualTo(404);
    }

    @Test
    void wantsTheScope() {
        assertThat(caller.get("/audit/v1/tree-heads", TestIssuer.token("read:logs"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.send(caller.request("/audit/v1/proofs/consistency?first=1")
                                .GET())
                        .statusCode())
                .isEqualTo(401);
    }

    private JsonNode page(long after) {
        return outside.get("/audit/v1/tree-heads?limit=3&after=" + after);
    }

    private byte[] rootOf(long size) {
        CompactRange range = CompactRange.empty();
        lines.subList(0, (int) size).forEach(line -> range.append(TreeHash.leaf(line)));
        return range.root();
    }

    private String root(String path, String name) {
        return outside.get(path).get(name).asString();
    }

    private static List<byte[]> path(JsonNode proof) {
        List<byte[]> path = new ArrayList<>();
        proof.get("path").forEach(hash -> path.add(bytes(hash.asString())));
        return path;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
