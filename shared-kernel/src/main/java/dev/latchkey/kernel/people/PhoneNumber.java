package dev.latchkey.kernel.people;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number in its one form: E.164, a plus sign and up to fifteen ASCII digits (CONTRACT section 2.1).
 *
 * <p>There is nothing to fold: another way to write it (spaces, brackets, digits of another script) is refused, so that no
 * two spellings mean one number.
 */
public final class PhoneNumber {

    private static final Pattern FORM = Pattern.compile("\\+[0-9]{1,15}");

    private PhoneNumber() {}

    /** The one form of a number; empty when the text is none. */
    public static Optional<String> normalize(String text) {
        return FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
