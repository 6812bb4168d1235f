package dev.latchkey.kernel.people;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in its one form: NFC, lower case independent of the locale, the domain in ASCII.
 *
 * <p>Spellings that differ in case, Unicode composition or IDNA alone have the same form. Refused are a local part that
 * looks like another one (full-width and other compatibility characters) and a domain with ß or ς, which old and new IDNA
 * translate differently; its {@code xn--} form says what is meant.
 */
public final class EmailAddress {

    private static final int MOST_CHARACTERS = 254;
    private static final int MOST_LOCAL_CHARACTERS = 64;
    private static final int MOST_DOMAIN_CHARACTERS = 253;

    /** RFC 5322's dot-atom, with the letters, marks and digits of RFC 6531; quoted local parts are refused. */
    private static final Pattern LOCAL_PART = Pattern.compile(dotAtom("[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+"));

    /** At least two labels, the last one a name: an IP address is no domain. */
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9-]+\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    /** Marks and letters that show nothing (Unicode's Default_Ignorable_Code_Point, as far as they are no formats). */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    private static final Pattern TRANSLATED_DIFFERENTLY = Pattern.compile("[ßẞς]");

    private EmailAddress() {}

    /** The one form of an address; empty when the text is no address. */
    public static Optional<String> normalize(String text) {
        String composed = VisibleText.normalize(text);
        int at = composed.indexOf('@');
        if (at < 0 || !VisibleText.isVisible(composed) || VisibleText.length(composed) > MOST_CHARACTERS) {
            return Optional.empty();
        }
        return localPart(composed.substring(0, at))
                .flatMap(local -> domain(composed.substring(at + 1)).map(domain -> local + '@' + domain))
                .filter(address -> address.length() <= MOST_CHARACTERS);
    }

    private static Optional<String> localPart(String text) {
        String folded = VisibleText.normalize(text.toLowerCase(Locale.ROOT));
        boolean wellFormed = VisibleText.length(folded) <= MOST_LOCAL_CHARACTERS
                && LOCAL_PART.matcher(folded).matches()
                && !INVISIBLE.matcher(folded).find()
                && Normalizer.isNormalized(folded, Normalizer.Form.NFKC);
        return wellFormed ? Optional.of(folded) : Optional.empty();
    }

    private static Optional<String> domain(String text) {
        if (TRANSLATED_DIFFERENTLY.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean wellFormed = ascii.length() <= MOST_DOMAIN_CHARACTERS
                    && DOMAIN.matcher(ascii).matches();
            return wellFormed ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    private static String dotAtom(String atom) {
        return atom + "(?:\\." + atom + ")*";
    }
}
