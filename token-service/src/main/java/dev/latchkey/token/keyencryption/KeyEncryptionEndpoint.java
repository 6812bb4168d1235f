package dev.latchkey.token.keyencryption;

import dev.latchkey.kernel.privacy.KeyEncryption;
import dev.latchkey.kernel.privacy.WrappedKeyTable;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operator's command over wrapped keys, on the management port: which key-encryption keys are still needed, and wrapping
 * anew what older ones wrap.
 */
@Component
@Endpoint(id = "keyencryption")
class KeyEncryptionEndpoint {

    /** Some seconds' work; who has more keys asks again. */
    private static final int MOST_AT_ONCE = 20_000;

    private final KeyEncryption keyEncryption;
    private final WrappedKeyTable people;
    private final WrappedKeyTable signing;

    KeyEncryptionEndpoint(JdbcClient jdbc, TransactionTemplate transactions, KeyEncryption keyEncryption) {
        this.keyEncryption = keyEncryption;
        this.people = new WrappedKeyTable("vault.person_key", "user_id", "", jdbc, transactions, keyEncryption);
        this.signing = new WrappedKeyTable("signing_key", "key_id", "signing-key ", jdbc, transactions, keyEncryption);
    }

    /**
     * Which key wraps what.
     *
     * @param wrapping the key-encryption key that wraps what is new
     * @param people how many people's keys each key-encryption key wraps
     * @param signing how many signing keys each wraps
     */
    record Status(String wrapping, Map<String, Long> people, Map<String, Long> signing) {}

    @ReadOperation
    public Status status() {
        return new Status(keyEncryption.wrappingKeyId(), people.counts(), signing.counts());
    }

    /** Wraps anew, within some seconds; the answer tells whether to ask again. */
    @WriteOperation
    public Status rewrap() {
        int signingKeys = signing.rewrap(MOST_AT_ONCE);
        people.rewrap(MOST_AT_ONCE - signingKeys);
        return status();
    }
}
