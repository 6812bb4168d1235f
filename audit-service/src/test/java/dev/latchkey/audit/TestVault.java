package dev.latchkey.audit;

import dev.latchkey.kernel.privacy.KeyEncryption;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.TestDatabase;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The persons' keys as token-service makes, grants and destroys them. */
@TestComponent
public class TestVault {

    private final JdbcClient jdbc;
    private final PersonKeys keys;

    TestVault(TestDatabase database, KeyEncryption keyEncryption) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), "token", database.password("token")));
        jdbc.sql("CREATE TABLE IF NOT EXISTS vault.person_key ("
                        + "user_id varchar(64) PRIMARY KEY, key_encryption_key_id varchar(64), wrapped_key bytea)")
                .update();
        jdbc.sql("GRANT USAGE ON SCHEMA vault TO audit").update();
        jdbc.sql("GRANT SELECT ON vault.person_key TO audit").update();
        keys = new PersonKeys(jdbc, keyEncryption);
    }

    /** The key of a new person. */
    public PersonKey createKey(UserId owner) {
        return keys.create(owner);
    }

    /** Erases a person. */
    public void destroyKey(UserId owner) {
        jdbc.sql("DELETE FROM vault.person_key WHERE user_id = ?")
                .param(owner.toString())
                .update();
    }

    /** Takes the right to read away, as it is before token-service has started for the first time. */
    public void withdrawGrant() {
        jdbc.sql("REVOKE SELECT ON vault.person_key FROM audit").update();
    }

    /** Gives the right to read back. */
    public void grant() {
        jdbc.sql("GRANT SELECT ON vault.person_key TO audit").update();
    }
}
