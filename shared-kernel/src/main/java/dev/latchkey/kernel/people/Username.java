package dev.latchkey.kernel.people;

import dev.latchkey.kernel.tenant.UsernamePolicy;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A username in its one form: NFC, then lower case independent of the locale, and of that only ASCII letters, digits and
 * some signs (CONTRACT section 2.1, DESIGN 7.9).
 *
 * <p>Whatever is left outside ASCII is refused, so that no full-width, compatibility or look-alike character can make a
 * second account; the Kelvin sign alone comes through, as the k that NFC makes of it.
 */
public final class Username {

    private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9@^$.!`#+'~_-]+");

    /** More than an address is: something that a mail program might take for one. */
    private static final Pattern LIKE_EMAIL = Pattern.compile(".+@.+\\..+");

    private Username() {}

    /** The one form of a username that the connection allows; empty when the text is none. */
    public static Optional<String> normalize(String text, UsernamePolicy policy) {
        String folded = VisibleText.normalize(text).toLowerCase(Locale.ROOT);
        boolean allowed = folded.length() >= policy.fewestCharacters()
                && folded.length() <= policy.mostCharacters()
                && CHARACTERS.matcher(folded).matches()
                && (policy.mayLookLikeEmail() || !LIKE_EMAIL.matcher(folded).matches())
                && (policy.mayLookLikePhoneNumber()
                        || PhoneNumber.normalize(folded).isEmpty());
        return allowed ? Optional.of(folded) : Optional.empty();
    }
}
