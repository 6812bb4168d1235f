package dev.latchkey.kernel.privacy;

import static dev.latchkey.kernel.privacy.TestKeys.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One address has one hash a day, on all instances; when the day is over nobody can say whose it was. */
class AddressHasherIT {

    private static final String ADDRESS = "192.0.2.1";
    private static final Instant LATE = Instant.parse("2026-11-22T23:59:59.999Z");

    private JdbcClient jdbc;

    @BeforeEach
    void makeTable() throws IOException {
        TestDatabase database = Backends.shared().newDatabase();
        jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.url(), "authentication", database.password("authentication")));
        // The table stands in the schemas of the challenge services: their migration makes it.
        Path migration = Path.of("../authentication-service/src/main/resources/db/migration/V100__address_key.sql");
        jdbc.sql(Files.readString(migration)).update();
    }

    @Test
    void hashesOneAddressTheSameOnAllInstancesForADay() {
        String hash = at(LATE).hash(ADDRESS);

        assertThat(at(LATE.minusSeconds(80_000)).hash(ADDRESS)).isEqualTo(hash);
        assertThat(at(LATE).hash("192.0.2.2")).isNotEqualTo(hash);
    }

    @Test
    void destroysTheKeyWhenTheDayIsOver() {
        String hash = at(LATE).hash(ADDRESS);

        String next = at(LATE.plusMillis(1)).hash(ADDRESS);

        assertThat(next).isNotEqualTo(hash);
        assertThat(jdbc.sql("SELECT CAST(day AS text) FROM address_key")
                        .query(String.class)
                        .list())
                .containsExactly("2026-11-23");
    }

    @Test
    void changesItsKeyWhileItRuns() {
        SetClock clock = new SetClock(LATE);
        AddressHasher hasher = new AddressHasher(jdbc, keyEncryption(), clock);
        String hash = hasher.hash(ADDRESS);
        assertThat(hasher.hash(ADDRESS)).isEqualTo(hash);

        clock.now = LATE.plusMillis(1);

        assertThat(hasher.hash(ADDRESS)).isNotEqualTo(hash);
    }

    private AddressHasher at(Instant time) {
        return new AddressHasher(jdbc, keyEncryption(), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static KeyEncryption keyEncryption() {
        return new KeyEncryption(List.of(key("k1", '1')));
    }

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {

        private Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
