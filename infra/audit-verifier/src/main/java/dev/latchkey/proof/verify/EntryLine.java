package dev.latchkey.proof.verify;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the check reads of an entry beside hashing it: the position with which its line begins. */
final class EntryLine {

    private static final Pattern BEGINNING = Pattern.compile("\\{\"position\":(\\d{1,18})[,}]");
    private static final int LONGEST_BEGINNING = 64;

    private EntryLine() {}

    /** Empty when it is no entry. */
    static OptionalLong position(byte[] line) {
        String beginning = new String(line, 0, Math.min(line.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1);
        Matcher matcher = BEGINNING.matcher(beginning);
        return matcher.lookingAt() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
