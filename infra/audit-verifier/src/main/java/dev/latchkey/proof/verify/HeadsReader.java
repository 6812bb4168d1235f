package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.head.HeadKeys;
import dev.latchkey.proof.head.InvalidHeadException;
import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.CompactRange;
import dev.latchkey.proof.verify.KnownHeads.Conflict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files of heads or anchored records, checks every signature, and whether the heads agree with each other. */
final class HeadsReader {

    /** An anchored record has at most {@link AnchorRecord#MOST_LEAVES}; a page of heads may be longer. */
    static final int MOST_LINE_BYTES = 4 * 1024 * 1024;

    private static final Comparator<TreeHead> LATER =
            Comparator.comparing(TreeHead::timestamp).thenComparingLong(TreeHead::firstRetained);

    private final HeadKeys keys;
    private final KnownHeads known = KnownHeads.none();
    private final List<Anchored> anchored = new ArrayList<>();
    /** The records of one head stand beside each other; its signature is checked once. */
    private final Map<String, TreeHead> opened = new HashMap<>();

    private @Nullable String origin;

    private record Anchored(TreeHead head, LeafSegment segment) {}

    HeadsReader(HeadKeys keys) {
        this.keys = keys;
    }

    /** A folder stands for all files in it. */
    KnownHeads read(List<Path> places) throws IOException, VerifyException {
        for (Path place : places) {
            for (Path file : files(place)) {
                readFile(file);
            }
        }
        if (known.bySize().isEmpty()) {
            throw VerifyException.unreadable("There is no tree head in " + places);
        }
        chain();
        return known;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void readFile(Path file) throws IOException, VerifyException {
        try (Lines lines = new Lines(Files.newInputStream(file), MOST_LINE_BYTES)) {
            for (var line = lines.read(); line.isPresent(); line = lines.read()) {
                String text = new String(line.get(), StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    readLine(file, lines, text);
                }
            }
        }
    }

    private void readLine(Path file, Lines lines, String text) throws VerifyException {
        try {
            for (AnchorRecord each : AnchorRecord.parse(text)) {
                TreeHead head = open(each.head());
                take(head, each, file, lines);
            }
        } catch (InvalidHeadException invalid) {
            throw VerifyException.of(file, lines.number(), invalid);
        }
    }

    private TreeHead open(String jws) throws InvalidHeadException {
        TreeHead head = opened.get(jws);
        if (head == null) {
            head = keys.open(jws);
            opened.clear();
            opened.put(jws, head);
        }
        return head;
    }

    private void take(TreeHead head, AnchorRecord each, Path file, Lines lines) throws VerifyException {
        if (origin != null && !origin.equals(head.origin())) {
            throw VerifyException.unreadable(
                    "%s, line %d: This head is of the trail \"%s\", those before are of \"%s\"."
                            .formatted(file, lines.number(), head.origin(), origin));
        }
        origin = head.origin();
        if (each.to() > head.treeSize()) {
            throw VerifyException.unreadable(
                    "%s, line %d: This record has more leaves than its head.".formatted(file, lines.number()));
        }
        remember(head);
        if (each.count() > 0) {
            anchored.add(new Anchored(head, new LeafSegment(file, lines.start(), each.from(), each.to())));
        }
    }

    /** Of several heads of one size the last says what is retained; their roots must be the same. */
    private void remember(TreeHead head) {
        TreeHead other = known.bySize().get(head.treeSize());
        if (other == null) {
            known.bySize().put(head.treeSize(), head);
        } else if (!other.rootHash().equals(head.rootHash())) {
            known.conflicts()
                    .add(new Conflict(
                            head,
                            "Two heads of %d entries have different roots: %s of %s and %s of %s."
                                    .formatted(
                                            head.treeSize(),
                                            other.rootHash(),
                                            other.timestamp(),
                                            head.rootHash(),
                                            head.timestamp())));
            if (head.timestamp().isBefore(other.timestamp())) {
                known.bySize().put(head.treeSize(), head);
            }
        } else if (LATER.compare(head, other) > 0) {
            known.bySize().put(head.treeSize(), head);
        }
    }

    /** Follows the records in the order of time as long as they fit; whatever contradicts the older ones is not used. */
    private void chain() throws IOException, VerifyException {
        anchored.sort(Comparator.comparing((Anchored each) -> each.head().timestamp())
                .thenComparingLong(each -> each.segment().from()));
        CompactRange range = CompactRange.empty();
        for (Anchored each : anchored) {
            if (each.segment().from() > range.size() || !follow(each, range)) {
                return;
            }
        }
    }

    private boolean follow(Anchored each, CompactRange range) throws IOException, VerifyException {
        AnchorRecord record = each.segment().read();
        for (long position = record.from(); position < Math.min(record.to(), range.size()); position++) {
            if (!Arrays.equals(record.leaf(position), known.chain().any(position))) {
                known.conflicts()
                        .add(new Conflict(
                                each.head(),
                                "What was anchored with the head of %d entries of %s is another entry at position %d than what was anchored before."
                                        .formatted(
                                                each.head().treeSize(),
                                                each.head().timestamp(),
                                                position)));
                return false;
            }
        }
        long start = range.size();
        if (record.to() > start) {
            known.chain().add(each.segment());
        }
        for (long position = start; position < record.to(); position++) {
            range.append(record.leaf(position));
            if (!agrees(range)) {
                return false;
            }
        }
        return true;
    }

    private boolean agrees(CompactRange range) {
        TreeHead head = known.bySize().get(range.size());
        if (head == null) {
            return true;
        }
        if (!head.isOf(range.root())) {
            known.conflicts()
                    .add(new Conflict(
                            head,
                            "The head of %d entries of %s does not continue the heads before it: the anchored entries do not lead to its root."
                                    .formatted(head.treeSize(), head.timestamp())));
            return false;
        }
        known.chain().bind(range.size());
        return true;
    }
}
