package dev.latchkey.proof.verify;

import static dev.latchkey.proof.verify.TestTrail.bytes;
import static dev.latchkey.proof.verify.TestTrail.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.proof.verify.Finding.Kind;
import dev.latchkey.proof.verify.Report.Judged;
import dev.latchkey.proof.verify.Report.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads of 10, 20 and 30 entries are kept outside; then the trail is changed. */
class VerifierTest {

    @TempDir
    private Path folder;

    private final TestTrail trail = TestTrail.of(30);
    private final List<String> anchored = new ArrayList<>();
    private final List<String> bare = new ArrayList<>();

    @BeforeEach
    void keepHeads() {
        anchored.addAll(List.of(trail.anchored(0, 10), trail.anchored(10, 20), trail.anchored(20, 30)));
        bare.addAll(List.of(trail.signed(10), trail.signed(20), trail.signed(30)));
    }

    @Test
    void provesWhatNobodyTouched() throws Exception {
        Report report = check(anchored);

        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(report.finding()).isEmpty();
        assertThat(report.heads())
                .extracting(Judged::verdict)
                .containsExactly(Verdict.GOOD, Verdict.GOOD, Verdict.GOOD);
        assertThat(check(bare).outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void namesAnEditedEntryAtEveryPosition() throws Exception {
        for (int position = 0; position < 30; position++) {
            String original = trail.lines.set(position, line(position, "forged"));

            expect(check(anchored), Kind.EDITED, position);
            expectAmong(check(bare), position / 10 * 10, position / 10 * 10 + 9);
            trail.lines.set(position, original);
        }
    }

    @Test
    void saysWhichHeadsAreGood() throws Exception {
        trail.lines.set(13, line(13, "forged"));

        assertThat(check(anchored).heads())
                .extracting(Judged::verdict)
                .containsExactly(Verdict.GOOD, Verdict.BAD, Verdict.BAD);
    }

    @Test
    void namesADeletedEntry() throws Exception {
        trail.lines.remove(13);

        expect(check(anchored), Kind.DELETED, 13);
        expect(check(bare), Kind.MISPLACED, 13);
    }

    @Test
    void namesAnEntryThatWasDeletedAndTheRestNumberedAnew() throws Exception {
        trail.lines.remove(13);
        trail.renumber();

        expect(check(anchored), Kind.REWRITTEN, 13);
        expectAmong(check(bare), 10, 19);
    }

    @Test
    void namesSwappedEntries() throws Exception {
        Collections.swap(trail.lines, 4, 17);

        expect(check(anchored), Kind.REORDERED, 4);
        expect(check(bare), Kind.MISPLACED, 4);
    }

    @Test
    void namesSwappedEntriesThatWereNumberedAnew() throws Exception {
        Collections.swap(trail.lines, 4, 17);
        trail.renumber();

        expect(check(anchored), Kind.EDITED, 4);
        expectAmong(check(bare), 0, 9);
    }

    @Test
    void namesAnInsertedEntry() throws Exception {
        trail.lines.add(21, line(21, "inserted"));

        expect(check(anchored), Kind.INSERTED, 21);
    }

    @Test
    void namesAnEntryInsertedBeforeTheRestWasNumberedAnew() throws Exception {
        trail.lines.add(21, line(21, "inserted"));
        trail.renumber();

        expect(check(anchored), Kind.REWRITTEN, 21);
        expectAmong(check(bare), 20, 29);
    }

    @Test
    void provesNothingOfAnEntryBehindTheNewestHead() throws Exception {
        trail.grow(1, "inserted");

        Report report = check(anchored);

        assertThat(report.outcome()).isEqualTo(Outcome.UNPROVEN);
        assertThat(report.notes()).anyMatch(note -> note.contains("from position 30 on"));
        assertThat(check(anchored, trail.export(), size(30)).outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void namesWhereTheTailIsMissing() throws Exception {
        trail.lines.subList(25, 30).clear();

        expect(check(anchored), Kind.TRUNCATED_AT_END, 25);
        expect(check(bare), Kind.TRUNCATED_AT_END, 25);
    }

    @Test
    void namesWhereTheTailIsMissingOfADownloadThatBroke() throws Exception {
        String export = trail.export();

        Report report = check(anchored, export.substring(0, export.lastIndexOf("{\"position\":24")), Scope.whole());

        expect(report, Kind.TRUNCATED_AT_END, 24);
    }

    @Test
    void namesWhereTheBeginningIsMissing() throws Exception {
        expect(check(anchored, trail.export(7), Scope.whole()), Kind.TRUNCATED_AT_FRONT, 0);
        expect(check(bare, trail.export(7), Scope.whole()), Kind.TRUNCATED_AT_FRONT, 0);
        assertThat(check(anchored, trail.export(7), from(7)).outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void provesWhatIsRetained() throws Exception {
        trail.firstRetained = 12;
        anchored.add(trail.anchored(30, 30));

        Report report = check(anchored, trail.export(12), Scope.whole());

        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(report.heads())
                .extracting(Judged::verdict)
                .containsExactly(Verdict.NOT_COVERED, Verdict.GOOD, Verdict.GOOD);
        expect(check(anchored, trail.export(15), Scope.whole()), Kind.TRUNCATED_AT_FRONT, 12);
    }

    @Test
    void findsAForgedFrontier() throws Exception {
        String good = trail.header(12);
        trail.lines.set(3, line(3, "forged"));
        String forged = trail.export(12).replace(good, trail.header(12));

        Report report = check(anchored, forged, from(12));

        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(report.finding().orElseThrow().kind()).isEqualTo(Kind.UNKNOWN_BEGINNING);
        assertThat(check(bare, forged, from(12)).outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void namesWhereAnOldDumpWasRestoredAndContinued() throws Exception {
        trail.lines.subList(16, 30).clear();
        trail.grow(20, "another history");

        expect(check(anchored), Kind.REWRITTEN, 16);
        expectAmong(check(bare), 10, 19);
    }

    @Test
    void namesThePositionAlsoWhenEverythingWasComputedAnewAndSignedAgain() throws Exception {
        trail.lines.set(5, line(5, "forged"));
        trail.grow(10, "fact");
        anchored.add(trail.anchored(30, 40));
        bare.add(trail.signed(40));

        Report report = check(anchored);

        expect(report, Kind.EDITED, 5);
        assertThat(report.heads())
                .extracting(Judged::verdict)
                .containsExactly(Verdict.BAD, Verdict.BAD, Verdict.BAD, Verdict.SIGNED_AFTER_THE_CHANGE);
        assertThat(report.notes()).anyMatch(note -> note.contains("does not continue the heads before it"));
        expectAmong(check(bare), 0, 9);
    }

    @Test
    void tellsHeadsOfOneSizeThatContradictEachOther() throws Exception {
        TestTrail other = TestTrail.of(19);
        other.grow(1, "another history");
        bare.add(other.signed(20));

        assertThat(check(bare).outcome()).isEqualTo(Outcome.CONTRADICTED);
    }

    @Test
    void tellsAHeadThatDoesNotContinueTheAnchoredOnes() throws Exception {
        TestTrail other = TestTrail.of(5);
        other.grow(35, "another history");
        anchored.add(other.anchored(30, 40));
        trail.grow(10, "fact");

        Report report = check(anchored);

        assertThat(report.outcome()).isEqualTo(Outcome.CONTRADICTED);
    }

    @Test
    void takesRecordsInAnyOrderAndTwice() throws Exception {
        List<String> shuffled = new ArrayList<>(anchored);
        Collections.reverse(shuffled);
        shuffled.addAll(anchored);
        shuffled.addAll(bare);
        trail.lines.set(13, line(13, "forged"));

        expect(check(shuffled), Kind.EDITED, 13);
    }

    @Test
    void readsAPageOfTheApi() throws Exception {
        String page = "{\"tree_heads\":[{\"id\":1,\"head\":\"%s\"},{\"id\":2,\"head\":\"%s\"}],\"next\":2}"
                .formatted(bare.get(1), bare.get(2));

        Report report = check(List.of(page));

        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(report.heads()).hasSize(2);
    }

    @Test
    void namesBytesThatAreNoEntry() throws Exception {
        trail.lines.set(8, "\u0000garbage");

        expect(check(bare), Kind.NO_ENTRY, 8);
        expect(check(anchored), Kind.EDITED, 8);
    }

    private Report check(List<String> heads) throws Exception {
        return check(heads, trail.export(), Scope.whole());
    }

    private Report check(List<String> heads, String export, Scope scope) throws Exception {
        return Verifier.of(List.of(write("heads", heads)), keys())
                .check(new ByteArrayInputStream(bytes(export)), scope);
    }

    private Path keys() throws IOException {
        return write("keys", List.of(TestTrail.SIGNER.publicKeys()));
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static Scope size(long size) {
        return new Scope(OptionalLong.empty(), OptionalLong.of(size));
    }

    private static Scope from(long from) {
        return new Scope(OptionalLong.of(from), OptionalLong.empty());
    }

    private static void expect(Report report, Kind kind, long position) {
        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED);
        Finding finding = report.finding().orElseThrow();
        assertThat(finding.kind()).as(finding.explanation()).isEqualTo(kind);
        assertThat(finding.first()).isEqualTo(position);
        assertThat(finding.last()).isEqualTo(position);
    }

    private static void expectAmong(Report report, long first, long last) {
        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED);
        Finding finding = report.finding().orElseThrow();
        assertThat(finding.kind()).isEqualTo(Kind.CHANGED_SOMEWHERE);
        assertThat(finding.first()).isEqualTo(first);
        assertThat(finding.last()).isEqualTo(last);
    }
}
