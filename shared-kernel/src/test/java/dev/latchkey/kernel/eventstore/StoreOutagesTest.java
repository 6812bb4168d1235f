package dev.latchkey.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

class StoreOutagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "08001", "25P03", "25P04", "40001", "40P01", "42P01", "53300", "57014", "57P01", "57P03"
            })
    void knowsByItsStateWhatTheStoreWillNotSayAgain(String state) {
        assertThat(StoreOutages.isIn(new SQLException("away", state))).isTrue();
        assertThat(StoreOutages.isIn(new IllegalStateException(new RuntimeException(new SQLException("", state)))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22P02", "23505", "23514"})
    void leavesWhatTheStoreSaysOfDataToTheOneWhoAsked(String state) {
        SQLException refused = new SQLException("refused", state);

        assertThat(StoreOutages.isIn(refused)).isFalse();
        assertThat(StoreOutages.isIn(new DataIntegrityViolationException("refused", refused)))
                .isFalse();
        assertThat(StoreOutages.isIn(new BatchUpdateException("refused", state, new int[0], refused)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("outagesWithoutState")
    void knowsWhatThePoolAndTheTransactionsSay(Exception outage) {
        assertThat(StoreOutages.isIn(outage)).isTrue();
        assertThat(StoreOutages.isIn(new IllegalStateException(outage))).isTrue();
    }

    static Stream<Exception> outagesWithoutState() {
        return Stream.of(
                new SQLTransientConnectionException("no connection in time"),
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("no connection"),
                new CannotAcquireLockException("no lock"));
    }

    @Test
    void takesNothingElseForAnOutage() {
        RuntimeException endless = new RuntimeException("first");
        endless.initCause(new RuntimeException("second", endless));

        assertThat(StoreOutages.isIn(null)).isFalse();
        assertThat(StoreOutages.isIn(new IllegalArgumentException("a mistake of ours")))
                .isFalse();
        assertThat(StoreOutages.isIn(new EmptyResultDataAccessException(1))).isFalse();
        assertThat(StoreOutages.isIn(endless)).isFalse();
    }
}
