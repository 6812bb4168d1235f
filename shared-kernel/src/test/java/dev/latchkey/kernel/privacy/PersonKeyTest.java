package dev.latchkey.kernel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.events.TestEvents;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is encrypted for one person and one place opens there and nowhere else. */
class PersonKeyTest {

    private static final byte[] KEY = new byte[PersonKey.KEY_BYTES];
    private static final PersonalData DATA =
            new PersonalData(Profile.ofEmail("ada@example.com"), Map.of("favourite", "black coffee"));

    private final UserId ada = TestEvents.newUser();
    private final PersonKey key = new PersonKey(ada, KEY);

    @Test
    void opensWhatItEncrypted() {
        assertThat(PersonalData.decrypt(DATA.encryptWith(key), key)).isEqualTo(DATA);
        assertThat(key.decrypt(key.encrypt("", "place"), "place")).isEmpty();
    }

    @Test
    void saysNothingReadable() {
        String ciphertext = DATA.encryptWith(key);

        assertThat(Base64Url.decode(ciphertext)).isPresent();
        assertThat(new String(Base64Url.decode(ciphertext).orElseThrow(), StandardCharsets.ISO_8859_1))
                .doesNotContain("ada")
                .doesNotContain("coffee");
    }

    @Test
    void encryptsTheSameDifferentlyEachTime() {
        assertThat(DATA.encryptWith(key)).isNotEqualTo(DATA.encryptWith(key));
    }

    @Test
    void opensInNoOtherPlace() {
        String circumstances = new Circumstances("192.0.2.1", "Browser").encryptWith(key);

        assertDoesNotOpen(() -> PersonalData.decrypt(circumstances, key));
    }

    @Test
    void opensForNobodyElseEvenUnderTheSameKey() {
        String ciphertext = DATA.encryptWith(key);

        assertDoesNotOpen(() -> PersonalData.decrypt(ciphertext, new PersonKey(TestEvents.newUser(), KEY)));
    }

    @Test
    void opensWithNoOtherKey() {
        String ciphertext = DATA.encryptWith(key);
        byte[] other = KEY.clone();
        other[31] = 1;

        assertDoesNotOpen(() -> PersonalData.decrypt(ciphertext, new PersonKey(ada, other)));
    }

    @Test
    void opensNothingThatWasChanged() {
        byte[] ciphertext = Base64Url.decode(DATA.encryptWith(key)).orElseThrow();
        ciphertext[ciphertext.length - 1] ^= 1;

        assertDoesNotOpen(() -> PersonalData.decrypt(Base64Url.encode(ciphertext), key));
        assertThatThrownBy(() -> key.decrypt("no base64url!", "place")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNothingInLogs() {
        assertThat(DATA).hasToString("PersonalData[hidden]");
        assertThat(new Circumstances("192.0.2.1", null)).hasToString("Circumstances[hidden]");
    }

    private static void assertDoesNotOpen(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("personal data do not open with their person's key");
    }
}
