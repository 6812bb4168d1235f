package dev.latchkey.proof.verify;

import dev.latchkey.proof.verify.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells by the entries after the first bad position what was done there. */
final class Comparison {

    /** More is not kept: this is for the explanation alone. */
    static final int WINDOW = 256;

    private final long position;
    private final List<byte[]> found = new ArrayList<>();
    private final List<byte[]> expected;

    /**
     * A comparison from a position on.
     *
     * @param expected what was anchored there and behind, at most the window
     */
    Comparison(long position, List<byte[]> expected) {
        this.position = position;
        this.expected = expected;
    }

    /** Takes what the export has there and behind. */
    void take(byte[] leaf) {
        if (found.size() < WINDOW) {
            found.add(leaf);
        }
    }

    Finding finding() {
        int foundLater = indexOf(expected, found.getFirst());
        int expectedLater = indexOf(found, expected.getFirst());
        if (foundLater > 0 && expectedLater > 0) {
            return at(
                    Kind.REORDERED,
                    "entries are in another order: what belongs here stands at position %d"
                            .formatted(position + expectedLater));
        }
        if (foundLater > 0) {
            return at(
                    Kind.DELETED,
                    foundLater == 1
                            ? "the entry is missing"
                            : "%d entries from here on are missing".formatted(foundLater));
        }
        if (expectedLater > 0) {
            return at(
                    Kind.INSERTED,
                    expectedLater == 1
                            ? "an entry was inserted"
                            : "%d entries were inserted from here on".formatted(expectedLater));
        }
        return changedInPlace();
    }

    private Finding changedInPlace() {
        int common = Math.min(found.size(), expected.size());
        int changed = 1;
        while (changed < common && !Arrays.equals(found.get(changed), expected.get(changed))) {
            changed++;
        }
        if (changed == common && common > 1) {
            return at(
                    Kind.REWRITTEN,
                    "everything from here on is other than it was: edited, or deleted or inserted and numbered anew, or restored from an old dump and continued");
        }
        return at(
                Kind.EDITED,
                changed == 1
                        ? "the entry was edited"
                        : "%d entries from here on were edited, or numbered anew".formatted(changed));
    }

    private Finding at(Kind kind, String explanation) {
        return Finding.at(kind, position, explanation);
    }

    private static int indexOf(List<byte[]> hashes, byte[] wanted) {
        for (int i = 0; i < hashes.size(); i++) {
            if (Arrays.equals(hashes.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }
}
