package dev.latchkey.kernel.privacy;

import static dev.latchkey.kernel.privacy.TestKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.events.TestEvents;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The vault: what a person's key encrypted can be read for as long as the row is there, by whoever has the key of the key. */
class PersonKeysIT {

    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;

    private final PersonKeys keys = new PersonKeys(jdbc, new KeyEncryption(List.of(key("k1", '1'))));
    private final UserId ada = TestEvents.newUser();

    @BeforeAll
    static void makeVault() throws IOException {
        TestDatabase database = Backends.shared().newDatabase();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), "token", database.password("token"));
        jdbc = JdbcClient.create(source);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        // The vault is token-service's: its own migration makes it.
        Path migration = Path.of("../token-service/src/main/resources/db/migration/V102__vault.sql");
        jdbc.sql(Files.readString(migration).replace("${vault_reader}", "registration"))
                .update();
    }

    @Test
    void givesAPersonTheKeyThatWasMadeForThem() {
        String ciphertext = keys.create(ada).encrypt("black coffee", "place");
        keys.create(TestEvents.newUser());

        assertThat(keys.find(ada).orElseThrow().decrypt(ciphertext, "place")).isEqualTo("black coffee");
        assertThat(keys.find(TestEvents.newUser())).isEmpty();
    }

    @Test
    void leavesNothingReadableOnceTheKeyIsDestroyed() {
        String ciphertext = keys.create(ada).encrypt("black coffee", "place");

        jdbc.sql("DELETE FROM vault.person_key WHERE user_id = ?")
                .param(ada.toString())
                .update();

        assertThat(keys.find(ada)).isEmpty();
        // A person who comes back has another key.
        PersonKey another = keys.create(ada);
        assertThatThrownBy(() -> another.decrypt(ciphertext, "place")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesOneKeyAPerson() {
        keys.create(ada);

        assertThatThrownBy(() -> keys.create(ada)).hasMessageContaining("person_key_pkey");
    }

    @Test
    void keepsNoKeyOfAPersonWhoDidNotComeAboutAfterAll() {
        transactions.executeWithoutResult(status -> {
            keys.create(ada);
            status.setRollbackOnly();
        });

        assertThat(keys.find(ada)).isEmpty();
    }

    @Test
    void handsNoKeyToSomebodyElse() {
        keys.create(ada);
        UserId thief = TestEvents.newUser();
        jdbc.sql("UPDATE vault.person_key SET user_id = ? WHERE user_id = ?")
                .params(thief.toString(), ada.toString())
                .update();

        assertThatThrownBy(() -> keys.find(thief)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichKeyOfTheConfigurationIsMissing() {
        keys.create(ada);
        PersonKeys wrong = new PersonKeys(jdbc, new KeyEncryption(List.of(key("k2", '1'))));

        assertThatThrownBy(() -> wrong.find(ada))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("latchkey.privacy.key-encryption-keys has no key k1");
    }
}
