package dev.latchkey.kernel.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.tenant.UsernamePolicy;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT section 2.1; HOSTILE 97 to 99. */
class UsernameTest {

    private static final UsernamePolicy STRICT = new UsernamePolicy(1, 15, false, false);
    private static final UsernamePolicy LENIENT = new UsernamePolicy(3, 128, true, true);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a,a",
                "Ada,ada",
                "ADA_lovelace-15,ada_lovelace-15",
                "@^$.!`-#+'~_,@^$.!`-#+'~_",
                "123456789012345,123456789012345",
                // No address: there is no dot behind the sign.
                "ada@home,ada@home",
                // The Kelvin sign is a k by NFC.
                "\u212aelvin,kelvin"
            })
    void hasOneForm(String text, String form) {
        assertThat(Username.normalize(text, STRICT)).contains(form);
        assertThat(Username.normalize(form, STRICT)).contains(form);
    }

    static Stream<String> noUsernames() {
        return Stream.of(
                "",
                " ",
                "a b",
                "ada ",
                "1234567890123456",
                "a\"b",
                "a/b",
                "a|b",
                "a%b",
                "a*b",
                "a\0b",
                "a\r\nb",
                // Full-width, compatibility, ligature, mathematical.
                "\uff41da",
                "ada\uff20home",
                "\ufb01t",
                "\ud835\udc1ada",
                "\u2460",
                // Dotted and dotless i, sharp s, long s; homoglyphs of other scripts.
                "\u0130",
                "\u0131",
                "stra\u00dfe",
                "\u017fam",
                "\u0430da",
                "\u03bfda",
                // Zero width, bidirectional, combining, in one and in many.
                "a\u200bda",
                "a\u2060da",
                "\ufeffada",
                "\u202eada",
                "a\u2066da",
                "a\u0301da",
                "a" + "\u0301".repeat(10),
                // Digits of another script.
                "\u0661\u0662");
    }

    @ParameterizedTest
    @MethodSource("noUsernames")
    void refusesWhatIsNoUsername(String text) {
        assertThat(Username.normalize(text, STRICT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.test", "a@b.c", "A@B.TEST", "@a@b.c", "+1", "+4930123456"})
    void looksLikeAnAddressOrAPhoneNumberOnlyWhereThePolicySaysSo(String text) {
        UsernamePolicy everything = new UsernamePolicy(1, 15, true, true);

        assertThat(Username.normalize(text, STRICT)).isEmpty();
        assertThat(Username.normalize(text, everything)).contains(text.toLowerCase(Locale.ROOT));
    }

    @Test
    void isAllowedEachFormByASwitchOfItsOwn() {
        assertThat(Username.normalize("+1", new UsernamePolicy(1, 15, true, false)))
                .isEmpty();
        assertThat(Username.normalize("a@b.c", new UsernamePolicy(1, 15, false, true)))
                .isEmpty();
    }

    @Test
    void keepsToTheLengthsOfThePolicy() {
        assertThat(Username.normalize("ad", LENIENT)).isEmpty();
        assertThat(Username.normalize("ada", LENIENT)).contains("ada");
        assertThat(Username.normalize("a".repeat(128), LENIENT)).isPresent();
        assertThat(Username.normalize("a".repeat(129), LENIENT)).isEmpty();
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Username.normalize("INES", STRICT)).contains("ines");
        } finally {
            Locale.setDefault(before);
        }
    }
}
