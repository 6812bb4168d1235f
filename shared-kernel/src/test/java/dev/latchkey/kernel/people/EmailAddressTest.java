package dev.latchkey.kernel.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmailAddressTest {

    /** Each with the one form it has; what stands in one row is one person. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "ada@example.com,ada@example.com",
                "Ada.Lovelace@EXAMPLE.com,ada.lovelace@example.com",
                "ada+tag@example.com,ada+tag@example.com",
                "!#$%&'*+/=?^_`{|}~-@example.com,!#$%&'*+/=?^_`{|}~-@example.com",
                // Composed and decomposed.
                "andr\u00e9@example.com,andr\u00e9@example.com",
                "andre\u0301@example.com,andr\u00e9@example.com",
                "ANDR\u00c9@example.com,andr\u00e9@example.com",
                // IDN, its ASCII form, its upper case, a full-width domain and an ideographic full stop.
                "ada@b\u00fccher.example,ada@xn--bcher-kva.example",
                "ada@B\u00dcCHER.example,ada@xn--bcher-kva.example",
                "ada@bu\u0308cher.example,ada@xn--bcher-kva.example",
                "ada@XN--BCHER-KVA.example,ada@xn--bcher-kva.example",
                "ada@\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\u3002com,ada@example.com",
                "ada@xn--strae-oqa.example,ada@xn--strae-oqa.example",
                // The Kelvin sign is a k; the Turkish letters are no i.
                "\u212aelvin@example.com,kelvin@example.com",
                "I@example.com,i@example.com",
                "\u0131@example.com,\u0131@example.com",
                "\u0130@example.com,i\u0307@example.com",
                "stra\u00dfe@example.com,stra\u00dfe@example.com",
                "\u7528\u6237@example.com,\u7528\u6237@example.com",
                "1@2.example,1@2.example"
            })
    void hasOneForm(String text, String form) {
        assertThat(EmailAddress.normalize(text)).contains(form);
        assertThat(EmailAddress.normalize(form)).contains(form);
    }

    static Stream<String> noAddresses() {
        return Stream.of(
                "",
                " ",
                "@",
                "ada",
                "ada@",
                "@example.com",
                "ada@@example.com",
                "ada@b@example.com",
                " ada@example.com",
                "ada@example.com ",
                "a da@example.com",
                "ada@exa mple.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "\"ada\"@example.com",
                "ada(comment)@example.com",
                "Ada <ada@example.com>",
                "ada@localhost",
                "ada@example.com.",
                "ada@.example.com",
                "ada@example..com",
                "ada@-example.com",
                "ada@example-.com",
                "ada@exa_mple.com",
                "ada@192.0.2.1",
                "ada@[192.0.2.1]",
                "ada@[IPv6:2001:db8::1]",
                "ada@example.com\r\nBcc: b@example.com",
                "ada@example.com\u0000",
                "a\u0000da@example.com",
                // Full-width and compatibility characters, among them ones that normalize to @ and k and s.
                "ada\uff20example.com",
                "ada\ufe6bexample.com",
                "ada@ex\uff20ample.com",
                "\uff41da@example.com",
                "\u017fam@example.com",
                "\ufb01n@example.com",
                // Zero-width, bidirectional, line separator, byte order mark, soft hyphen.
                "a\u200bda@example.com",
                "ada@exa\u200bmple.com",
                "a\u200dda@example.com",
                "\u202eada@example.com",
                "a\u2028da@example.com",
                "\ufeffada@example.com",
                "ada@exam\u00adple.com",
                // Marks and letters that show nothing.
                "a\u034fda@example.com",
                "a\ufe01da@example.com",
                "a\udb40\uddefda@example.com",
                "\u1160da@example.com",
                // Half of a pair, and a picture.
                "a\ud800da@example.com",
                "\ud83d\ude00@example.com",
                // Translated differently by old and new IDNA.
                "ada@stra\u00dfe.example",
                "ada@\u03b2\u03cc\u03bb\u03bf\u03c2.example",
                "a".repeat(65) + "@example.com",
                "ada@" + "a".repeat(64) + ".example",
                "ada@" + "a.".repeat(130) + "example",
                "a".repeat(10_000) + "@example.com",
                "ada@" + "a".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("noAddresses")
    void isNothingElse(String text) {
        assertThat(EmailAddress.normalize(text)).isEmpty();
    }

    @Test
    void mayHave254CharactersAndNotOneMore() {
        String longest =
                "a".repeat(64) + "@" + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(53) + ".example";

        assertThat(longest).hasSize(254);
        assertThat(EmailAddress.normalize(longest)).contains(longest);
        assertThat(EmailAddress.normalize(longest + "s")).isEmpty();
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(EmailAddress.normalize("INFO@EXAMPLE.COM")).contains("info@example.com");
        } finally {
            Locale.setDefault(before);
        }
    }
}
