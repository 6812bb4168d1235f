package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.CompactRange;
import dev.latchkey.proof.tree.TreeHash;
import dev.latchkey.proof.verify.Finding.Kind;
import dev.latchkey.proof.verify.Report.Judged;
import dev.latchkey.proof.verify.Report.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One pass over an export: each line becomes a leaf, each head is compared when its size is reached. */
final class TrailCheck {

    private final KnownHeads known;
    private final NavigableMap<Long, TreeHead> heads;
    private final Scope scope;
    private final ExportHeader header;
    private final CompactRange range;
    private final List<Judged> judged = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private @Nullable Finding finding;
    private @Nullable Comparison comparison;
    private boolean contradicted;
    /** Everything before is covered by a head that agrees. */
    private long proven;

    TrailCheck(KnownHeads known, Scope scope, ExportHeader header) throws VerifyException {
        this.known = known;
        this.scope = scope;
        this.header = header;
        this.range = header.range();
        this.proven = header.from();
        this.heads =
                scope.size().isPresent() ? known.bySize().headMap(scope.size().getAsLong(), true) : known.bySize();
        if (heads.isEmpty()) {
            throw VerifyException.unreadable("There is no tree head of so few entries.");
        }
    }

    Report run(Lines lines) throws IOException, VerifyException {
        begin();
        Optional<byte[]> line = next(lines);
        while (line.isPresent()) {
            take(line.get());
            line = next(lines);
        }
        end();
        return new Report(outcome(), header.from(), range.size(), judged, Optional.ofNullable(finding), notes);
    }

    private Optional<byte[]> next(Lines lines) throws IOException, VerifyException {
        boolean enough =
                scope.size().isPresent() && range.size() >= scope.size().getAsLong();
        return enough ? Optional.empty() : lines.read();
    }

    private void begin() throws IOException, VerifyException {
        known.conflicts().forEach(conflict -> notes.add(conflict.explanation()));
        heads.headMap(header.from(), false).values().forEach(head -> judged.add(new Judged(head, Verdict.NOT_COVERED)));
        long firstRetained = heads.lastEntry().getValue().firstRetained();
        if (firstRetained > 0) {
            notes.add("The heads say that the entries before position %d were removed when their time was over."
                    .formatted(firstRetained));
        }
        if (header.from() > scope.from().orElse(firstRetained)) {
            long missing = scope.from().orElse(firstRetained);
            finding = Finding.at(
                    Kind.TRUNCATED_AT_FRONT,
                    missing,
                    "the entries before position %d are missing at the beginning; the heads say that they are retained"
                            .formatted(header.from()));
        }
        checkFrontier();
        judge();
    }

    /** What stands for the entries before the export is believed only if it is what was anchored. */
    private void checkFrontier() throws IOException, VerifyException {
        if (finding != null
                || header.from() == 0
                || header.from() > known.chain().bound()) {
            return;
        }
        if (!hex(known.chain().frontier(header.from())).equals(hex(header.frontier()))) {
            finding = new Finding(
                    Kind.UNKNOWN_BEGINNING,
                    0,
                    header.from() - 1,
                    "the hashes that stand for the entries before the export are not those that were anchored");
        }
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    private void take(byte[] line) throws IOException, VerifyException {
        byte[] leaf = TreeHash.leaf(line);
        if (finding == null && comparison == null) {
            compare(range.size(), line, leaf);
        }
        if (comparison != null) {
            comparison.take(leaf);
        }
        range.append(leaf);
        judge();
    }

    /** With an anchored hash the line must be that entry; without one it must at least say that it stands here. */
    private void compare(long position, byte[] line, byte[] leaf) throws IOException, VerifyException {
        Optional<byte[]> anchored = known.chain().leaf(position);
        if (anchored.isPresent()) {
            if (!Arrays.equals(anchored.get(), leaf)) {
                comparison = new Comparison(position, expectedFrom(position));
            }
            return;
        }
        OptionalLong said = EntryLine.position(line);
        if (said.isEmpty()) {
            finding = Finding.at(Kind.NO_ENTRY, position, "what stands here is no entry of a trail" + lastProven());
        } else if (said.getAsLong() != position) {
            finding = Finding.at(
                    Kind.MISPLACED,
                    position,
                    "the entry that stands here says that its position is %d%s"
                            .formatted(said.getAsLong(), lastProven()));
        }
    }

    private String lastProven() {
        return "; heads prove what stands before position %d".formatted(proven);
    }

    private List<byte[]> expectedFrom(long position) throws IOException, VerifyException {
        List<byte[]> expected = new ArrayList<>();
        for (long next = position; next < position + Comparison.WINDOW; next++) {
            Optional<byte[]> leaf = known.chain().leaf(next);
            if (leaf.isEmpty()) {
                break;
            }
            expected.add(leaf.get());
        }
        return expected;
    }

    private void judge() {
        TreeHead head = heads.get(range.size());
        if (head == null) {
            return;
        }
        boolean agrees = head.isOf(range.root());
        boolean isBad = finding != null || comparison != null;
        if (agrees && !isBad) {
            proven = range.size();
            judged.add(new Judged(head, Verdict.GOOD));
        } else if (agrees) {
            judged.add(new Judged(
                    head, contradicted || isBefore(range.size()) ? Verdict.SIGNED_AFTER_THE_CHANGE : Verdict.GOOD));
        } else {
            judged.add(new Judged(head, Verdict.BAD));
            disagree(head, isBad);
        }
    }

    /** Whether something was found wrong before this position. */
    private boolean isBefore(long position) {
        return comparison != null || (finding != null && finding.first() < position);
    }

    private void disagree(TreeHead head, boolean alreadyBad) {
        if (known.isInConflict(head)) {
            contradicted = true;
        } else if (!alreadyBad) {
            finding = new Finding(
                    Kind.CHANGED_SOMEWHERE,
                    proven,
                    head.treeSize() - 1,
                    "something was changed among these entries%s; the hashes of the entries, as anchors keep them, would tell where"
                            .formatted(header.from() > 0 && proven == header.from() ? " or before the export" : ""));
        }
    }

    private void end() {
        if (comparison != null) {
            finding = comparison.finding();
        }
        heads.tailMap(range.size(), false).values().forEach(head -> judged.add(new Judged(head, Verdict.NOT_REACHED)));
        long promised = Math.max(Math.min(header.to(), scope.size().orElse(Long.MAX_VALUE)), heads.lastKey());
        if (finding == null && range.size() < promised) {
            finding = Finding.at(
                    Kind.TRUNCATED_AT_END,
                    range.size(),
                    "the export ends here, but %s %d entries"
                            .formatted(
                                    heads.lastKey() > range.size() ? "a head was signed over" : "its header promises",
                                    promised));
        }
    }

    private Outcome outcome() {
        if (finding != null) {
            return Outcome.CHANGED;
        }
        if (contradicted || !known.conflicts().isEmpty()) {
            return Outcome.CONTRADICTED;
        }
        if (proven < range.size()) {
            notes.add(
                    "No head covers the entries from position %d on yet: take the next head, or check as far as this one with --size %d."
                            .formatted(proven, proven));
            return Outcome.UNPROVEN;
        }
        return Outcome.PROVEN;
    }
}
