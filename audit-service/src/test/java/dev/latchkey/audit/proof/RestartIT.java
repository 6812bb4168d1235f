package dev.latchkey.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.audit.AuditService;
import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.MerkleTree;
import dev.latchkey.proof.tree.ProofCheck;
import dev.latchkey.proof.tree.TreeHash;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.testing.TestTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What outlives an instance, and what an instance does not start without. */
@ServiceTest
class RestartIT {

    @Autowired
    private TestEntries entries;

    @Autowired
    private Trail trail;

    @Autowired
    private Signing signing;

    @Autowired
    private TreeHeads heads;

    @Autowired
    private Tiles tiles;

    @Autowired
    private TestDatabase database;

    private final String source = TestEvent.newSource();

    @Test
    void everyHeadIsContinuedByThoseOfTheNextInstance() {
        append(0, 300);
        append(300, 305);

        try (ConfigurableApplicationContext next = start(Map.of())) {
            append(305, 600);
            next.getBean(Signing.class).sign();
            List<TreeHead> all = next.getBean(TreeHeads.class).after(0, 100).stream()
                    .map(TreeHeads.Signed::head)
                    .toList();
            MerkleTree tree = new MerkleTree(next.getBean(Tiles.class));

            assertThat(all).hasSizeGreaterThanOrEqualTo(3);
            for (TreeHead second : all) {
                all.stream()
                        .filter(first -> first.treeSize() <= second.treeSize())
                        .forEach(first -> assertThat(ProofCheck.isConsistent(
                                        first.treeSize(),
                                        bytes(first),
                                        second.treeSize(),
                                        bytes(second),
                                        tree.consistency(first.treeSize(), second.treeSize())))
                                .isTrue());
            }
        }
    }

    /** Lines hold what was encrypted with the person's key: without the key they are the same bytes. */
    @Test
    void erasingAPersonLeavesEveryProofValid() {
        append(0, 20);
        long position = trail.size() - 1;
        byte[] leaf = TreeHash.leaf(trail.at(position).orElseThrow().line());
        TreeHead before = heads.latest().orElseThrow().head();
        UserId person = new UserId("auth0|507f1f77bcf86cd799439011");

        entries.take(TestEvent.of(source, 20, Instant.now(), 1, new UserErased(person, Instant.now())));
        signing.sign();
        TreeHead after = heads.latest().orElseThrow().head();

        MerkleTree tree = new MerkleTree(tiles);
        assertThat(TreeHash.leaf(trail.at(position).orElseThrow().line())).isEqualTo(leaf);
        for (TreeHead head : List.of(before, after)) {
            assertThat(ProofCheck.isIncluded(
                            leaf, position, head.treeSize(), tree.inclusion(position, head.treeSize()), bytes(head)))
                    .isTrue();
        }
        assertThat(ProofCheck.isConsistent(
                        before.treeSize(),
                        bytes(before),
                        after.treeSize(),
                        bytes(after),
                        tree.consistency(before.treeSize(), after.treeSize())))
                .isTrue();
    }

    @Test
    void doesNotStartWithoutAKey() {
        assertThatThrownBy(() -> start(Map.of("latchkey.audit.tree-heads.keys[0]", "{}")))
                .hasRootCauseInstanceOf(UnusableHeadKeysException.class)
                .hasRootCauseMessage("a key of tree heads is no JSON Web Key");
    }

    private void append(long from, long to) {
        entries.take(LongStream.range(from, to)
                .mapToObj(position -> TestEvent.of(source, position, "{}"))
                .toList());
        signing.sign();
    }

    private ConfigurableApplicationContext start(Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(database.properties("audit"));
        all.put("server.port", 0);
        all.put("management.server.port", 0);
        all.put("spring.config.additional-location", TestTenant.CONFIGURATION);
        all.putAll(properties);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(AuditService.class).run(arguments.toArray(String[]::new));
    }

    private static byte[] bytes(TreeHead head) {
        return HexFormat.of().parseHex(head.rootHash());
    }
}
