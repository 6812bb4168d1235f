package dev.latchkey.kernel.privacy;

import static dev.latchkey.kernel.privacy.TestKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEncryptionTest {

    private static final String CONFIGURATION_KEY = "latchkey.privacy.key-encryption-keys";
    private static final byte[] SECRET = "a secret of thirty-two bytes ....".getBytes(StandardCharsets.US_ASCII);

    private final KeyEncryption encryption = new KeyEncryption(List.of(key("k1", '1')));

    @Test
    void unwrapsWhatItWrapped() {
        WrappedKey wrapped = encryption.wrap(SECRET, "somebody");

        assertThat(wrapped.keyEncryptionKeyId()).isEqualTo("k1");
        assertThat(new String(wrapped.ciphertext(), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
        assertThat(encryption.unwrap(wrapped, "somebody")).isEqualTo(SECRET);
    }

    @Test
    void wrapsWithTheFirstKeyAndUnwrapsWithAll() {
        WrappedKey old = encryption.wrap(SECRET, "somebody");
        KeyEncryption rotated = new KeyEncryption(List.of(key("k2", '2'), key("k1", '1')));

        assertThat(rotated.unwrap(old, "somebody")).isEqualTo(SECRET);
        assertThat(rotated.wrap(SECRET, "somebody").keyEncryptionKeyId()).isEqualTo("k2");
    }

    @Test
    void takesNoWrappedKeyForAnotherPurpose() {
        WrappedKey wrapped = encryption.wrap(SECRET, "somebody");

        assertThatThrownBy(() -> encryption.unwrap(wrapped, "somebody else"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stored key does not open with key-encryption key k1");
    }

    @Test
    void namesTheKeyThatTheConfigurationLacks() {
        WrappedKey wrapped = encryption.wrap(SECRET, "somebody");

        assertThatThrownBy(() -> new KeyEncryption(List.of(key("k2", '1'))).unwrap(wrapped, "somebody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(CONFIGURATION_KEY + " has no key k1");
    }

    @Test
    void saysWhenAKeyIsNotTheOneOfItsName() {
        WrappedKey wrapped = encryption.wrap(SECRET, "somebody");

        assertThatThrownBy(() -> new KeyEncryption(List.of(key("k1", '2'))).unwrap(wrapped, "somebody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stored key does not open with key-encryption key k1");
    }

    @Test
    void wantsAKey() {
        assertThatThrownBy(() -> new KeyEncryption(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(CONFIGURATION_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64", "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTEx"})
    void refusesAKeyThatIsNotOf32BytesWithoutShowingIt(String secret) {
        assertThatThrownBy(() -> new KeyEncryption(List.of(new KeyEncryptionKey("k1", secret))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(CONFIGURATION_KEY + ": key k1 is not base64 of 32 bytes");
    }

    @Test
    void refusesTwoKeysOfOneId() {
        assertThatThrownBy(() -> new KeyEncryption(List.of(key("k1", '1'), key("k2", '2'), key("k1", '3'))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(CONFIGURATION_KEY + ": two keys have the id k1");
    }

    @Test
    void showsNoSecretInLogs() {
        assertThat(key("k1", '1')).hasToString("KeyEncryptionKey[k1]");
    }
}
