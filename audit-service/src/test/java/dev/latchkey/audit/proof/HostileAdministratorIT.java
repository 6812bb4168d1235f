package dev.latchkey.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.proof.head.HeadSigner;
import dev.latchkey.proof.tree.TreeHash;
import dev.latchkey.proof.verify.Finding;
import dev.latchkey.proof.verify.Finding.Kind;
import dev.latchkey.proof.verify.Outcome;
import dev.latchkey.proof.verify.Report;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Thirty entries, of which ten, twenty and thirty were signed and anchored; then somebody changes the database as its
 * superuser, and a new export must tell.
 */
@ServiceTest
@TestPropertySource(
        properties = {
            "latchkey.audit.tree-heads.interval=1h",
            // The trail holds what this test appends and nothing that others publish.
            "latchkey.testing.kafka=127.0.0.1:9",
            "latchkey.audit.tree-heads.anchors.interval=50ms",
        })
class HostileAdministratorIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path FOLDER = newFolder();
    private static final Path ANCHORED = FOLDER.resolve("anchored");
    /** In the order in which the anchoring thread takes them, so that nobody waits for the other. */
    private static final List<String> TABLES =
            List.of("tree_head_anchor", "tree_head", "merkle_tile", "entry", "trail_head");

    @Autowired
    private TestEntries entries;

    @Autowired
    private TestDatabase database;

    @Autowired
    private Tiles tiles;

    @Autowired
    private Trail trail;

    @Autowired
    private TreeHeads heads;

    @Autowired
    private HeadSigner signer;

    @Autowired
    private HeadsOutside anchored;

    @Autowired
    private Origin origin;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private HttpCaller caller;

    private String source = TestEvent.newSource();
    private Signing signing;
    private Outside outside;

    @DynamicPropertySource
    static void anchor(DynamicPropertyRegistry registry) {
        registry.add("latchkey.audit.tree-heads.anchors.file.path", ANCHORED::toString);
    }

    @BeforeEach
    void beginAnew() throws Exception {
        asSuperuser("TRUNCATE audit.tree_head_anchor, audit.tree_head, audit.merkle_tile, audit.entry");
        asSuperuser("UPDATE audit.trail_head SET size = 0, first_retained = 0, recorded_at = '-infinity'");
        Files.deleteIfExists(ANCHORED);
        outside = new Outside(caller, FOLDER, ANCHORED);
        restart();
        grow(0, 10, "2026-09-10T10:00:00Z");
        sign();
        grow(10, 20, "2026-11-22T10:00:00Z");
        sign();
        grow(20, 30, "2026-11-22T10:00:00Z");
        sign();
    }

    @Test
    void leavesWhatNobodyTouchedProven() throws Exception {
        assertThat(outside.verify().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(outside.verifyAgainstTheApi().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void isFoundEditingALine() throws Exception {
        edit(13);

        expect(outside.verify(), Kind.EDITED, 13);
        Report withoutLeaves = outside.verifyAgainstTheApi();
        assertThat(withoutLeaves.finding().map(Finding::first)).contains(10L);
        assertThat(withoutLeaves.finding().map(Finding::last)).contains(19L);
    }

    /** The truth of an entry is its line: a column beside it decides only whether a search finds it. */
    @Test
    void changesNothingThatIsProvenWithASearchColumn() throws Exception {
        String before = outside.export();

        asSuperuser("UPDATE audit.entry SET user_id = 'auth0|somebody', type = 'nothing' WHERE position = 13");

        assertThat(outside.export()).isEqualTo(before);
        assertThat(outside.verify().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void isFoundDeletingAnEntry() throws Exception {
        asSuperuser("DELETE FROM audit.entry WHERE position = 13");

        expect(outside.verify(), Kind.DELETED, 13);
        expect(outside.verifyAgainstTheApi(), Kind.MISPLACED, 13);
    }

    @Test
    void isFoundDeletingAnEntryAndNumberingTheRestAnew() throws Exception {
        asSuperuser("DELETE FROM audit.entry WHERE position = 13");
        renumber("position > 13", -1);
        asSuperuser("UPDATE audit.trail_head SET size = 29");

        expect(outside.verify(), Kind.REWRITTEN, 13);
    }

    @Test
    void isFoundSwappingEntries() throws Exception {
        asSuperuser("""
                UPDATE audit.entry AS one SET line = other.line FROM audit.entry AS other
                WHERE (one.position, other.position) IN ((14, 17), (17, 14))
                """);

        expect(outside.verify(), Kind.REORDERED, 14);
    }

    @Test
    void isFoundInsertingAnEntry() throws Exception {
        renumber("position >= 21", 1);
        asSuperuser("""
                INSERT INTO audit.entry (position, time, source, event_id, line)
                VALUES (21, '2026-11-22', 'forged', 'forged', convert_to('{"position":21,"data":{}}', 'UTF8'))
                """);
        asSuperuser("UPDATE audit.trail_head SET size = 31");

        expect(outside.verify(), Kind.REWRITTEN, 21);
    }

    @Test
    void isFoundInsertingAnEntryAtTheEnd() throws Exception {
        asSuperuser("""
                INSERT INTO audit.entry (position, time, source, event_id, line)
                VALUES (30, '2026-11-22', 'forged', 'forged', convert_to('{"position":30,"data":{}}', 'UTF8'))
                """);
        asSuperuser("UPDATE audit.trail_head SET size = 31");

        Report report = outside.verify();

        assertThat(report.outcome()).isEqualTo(Outcome.UNPROVEN);
        assertThat(report.notes()).anyMatch(note -> note.contains("from position 30 on"));
    }

    @Test
    void isFoundTruncatingTheTail() throws Exception {
        asSuperuser("DELETE FROM audit.entry WHERE position >= 25");
        expect(outside.verify(), Kind.TRUNCATED_AT_END, 25);

        asSuperuser("UPDATE audit.trail_head SET size = 25");
        expect(outside.verify(), Kind.TRUNCATED_AT_END, 25);
    }

    @Test
    void isFoundDroppingAnOldPartition() throws Exception {
        asSuperuser("DROP TABLE audit.entry_2026_09");
        expect(outside.verify(), Kind.DELETED, 0);

        asSuperuser("UPDATE audit.trail_head SET first_retained = 10");
        expect(outside.verify(), Kind.TRUNCATED_AT_FRONT, 0);
    }

    @Test
    void isFoundRestoringAnOldDumpAndGoingOn() throws Exception {
        beginAnewWith(15);
        dump();
        grow(15, 30, "2026-11-22T10:00:00Z");
        sign();
        restore();
        grow(100, 120, "2026-11-22T11:00:00Z");

        signing.sign();
        assertThat(signedSizes()).as("the instance remembers what it signed").containsExactly(15L);
        expect(outside.verify(), Kind.REWRITTEN, 15);

        restart();
        sign();
        Report report = outside.verify();
        expect(report, Kind.REWRITTEN, 15);
        assertThat(report.notes()).anyMatch(note -> note.contains("than what was anchored before"));
    }

    @Test
    void makesNoInstanceSignASecondTrailUnderTheNameOfTheFirst() throws Exception {
        beginAnewWith(15);
        dump();
        grow(15, 30, "2026-11-22T10:00:00Z");
        sign();
        restore();

        restart(anchored, origin);
        signing.sign();
        assertThat(signedSizes()).as("shorter than what is anchored").containsExactly(15L);
        grow(100, 120, "2026-11-22T11:00:00Z");
        signing.sign();
        assertThat(signedSizes()).as("other than what is anchored").containsExactly(15L);

        restart(anchored, new Origin(origin.name() + "#2"));
        signing.sign();
        assertThat(signedSizes()).as("under another name").containsExactly(15L, 35L);
    }

    @Test
    void letsANewInstanceContinueWhatIsAnchored() throws Exception {
        restart(anchored, origin);
        grow(30, 31, "2026-11-22T10:00:00Z");

        sign();

        assertThat(signedSizes()).containsExactly(10L, 20L, 30L, 31L);
    }

    @Test
    void isFoundEditingALineAndComputingTheWholeTreeAnew() throws Exception {
        edit(13);
        computeTreeAnew();

        signing.sign();
        grow(30, 31, "2026-11-22T10:00:00Z");
        signing.sign();
        assertThat(signedSizes())
                .as("what does not continue a head is not signed")
                .containsExactly(10L, 20L, 30L);
        expect(outside.verify(), Kind.EDITED, 13);

        asSuperuser("DELETE FROM audit.tree_head");
        restart();
        sign();
        expect(outside.verify(), Kind.EDITED, 13);
        assertThat(outside.verifyAgainstTheApi().outcome())
                .as("without what was kept outside nobody could tell")
                .isEqualTo(Outcome.PROVEN);
    }

    @Test
    void isFoundDeletingTreeHeads() throws Exception {
        asSuperuser("DELETE FROM audit.tree_head");
        assertThat(outside.verify().outcome()).isEqualTo(Outcome.PROVEN);

        asSuperuser("DELETE FROM audit.entry WHERE position >= 12");
        asSuperuser("UPDATE audit.trail_head SET size = 12");
        expect(outside.verify(), Kind.TRUNCATED_AT_END, 12);
    }

    @Test
    void findsNoAppendGoingOnBesideATreeThatWasSetBack() throws Exception {
        asSuperuser("DELETE FROM audit.merkle_tile");

        assertThatThrownBy(() -> grow(30, 31, "2026-11-22T10:00:00Z"))
                .hasMessageContaining("the tree of hashes does not end where the trail goes on");
        assertThat(trail.size()).isEqualTo(30);
    }

    private void beginAnewWith(int count) throws Exception {
        asSuperuser("TRUNCATE audit.tree_head_anchor, audit.tree_head, audit.merkle_tile, audit.entry");
        asSuperuser("UPDATE audit.trail_head SET size = 0");
        Files.deleteIfExists(ANCHORED);
        source = TestEvent.newSource();
        restart();
        grow(0, count, "2026-11-22T10:00:00Z");
        sign();
    }

    private void grow(long from, long to, String time) {
        entries.take(LongStream.range(from, to)
                .mapToObj(position -> TestEvent.of(source, position, "{\"n\":%d}".formatted(position))
                        .with("ce_time", time))
                .toList());
    }

    /** As a new instance of the service, which remembers nothing, and from which what was anchored is kept away. */
    private void restart() {
        restart(List::of, origin);
    }

    private void restart(HeadsOutside readable, Origin name) {
        signing = new Signing(
                tiles,
                trail,
                heads,
                signer,
                readable,
                name,
                transactions,
                jdbc,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** Signs, and waits until it is anchored. */
    private void sign() {
        signing.sign();
        String newest = heads.latest().orElseThrow().jws();
        await().atMost(LIMIT)
                .until(() ->
                        Files.exists(ANCHORED) && Files.readString(ANCHORED).contains(newest));
    }

    private List<Long> signedSizes() {
        return heads.after(0, 100).stream().map(each -> each.head().treeSize()).toList();
    }

    private void edit(long position) throws SQLException {
        asSuperuser("""
                UPDATE audit.entry SET line = convert_to(replace(convert_from(line, 'UTF8'), '"n":', '"n":9'), 'UTF8')
                WHERE position = %d
                """.formatted(position));
    }

    /** By way of negative numbers, so that no two entries ever have the same. */
    private void renumber(String which, int by) throws SQLException {
        asSuperuser("""
                UPDATE audit.entry SET position = -(position + %1$d), line = convert_to(replace(convert_from(line, 'UTF8'),
                    '"position":' || position || ',', '"position":' || position + %1$d || ','), 'UTF8')
                WHERE %2$s
                """.formatted(by, which));
        asSuperuser("UPDATE audit.entry SET position = -position WHERE position < 0");
    }

    private void computeTreeAnew() throws SQLException {
        asSuperuser("DELETE FROM audit.merkle_tile");
        List<byte[]> leaves = jdbc.sql("SELECT line FROM entry ORDER BY position")
                .query((row, number) -> TreeHash.leaf(row.getBytes("line")))
                .list();
        tiles.append(0, leaves);
    }

    private void dump() throws SQLException {
        asSuperuser("DROP SCHEMA IF EXISTS dump CASCADE");
        asSuperuser("CREATE SCHEMA dump");
        for (String table : TABLES) {
            asSuperuser("CREATE TABLE dump.%1$s AS TABLE audit.%1$s".formatted(table));
        }
    }

    /** In one transaction, because the service goes on meanwhile. */
    private void restore() throws SQLException {
        StringBuilder restoring = new StringBuilder("TRUNCATE ")
                .append(String.join(
                        ", ", TABLES.stream().map(table -> "audit." + table).toList()));
        TABLES.forEach(table -> restoring.append(
                "; INSERT INTO audit.%1$s OVERRIDING SYSTEM VALUE SELECT * FROM dump.%1$s".formatted(table)));
        asSuperuser(restoring.toString());
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void expect(Report report, Kind kind, long position) {
        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED);
        Finding finding = report.finding().orElseThrow();
        assertThat(finding.first()).as(finding.explanation()).isEqualTo(position);
        assertThat(finding.last()).isEqualTo(position);
        assertThat(finding.kind()).isEqualTo(kind);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("latchkey-proofs");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
