package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People as the look-up table of users knows them.
 *
 * <p>It may lag behind: whoever has just signed up is waited for a moment, and token-service decides when the ceremony is
 * answered.
 */
@Component
final class KnownPeople {

    private static final int MOST_LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final JdbcClient jdbc;
    private final PersonKeys keys;

    KnownPeople(JdbcClient jdbc, PersonKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    private record Row(String realm, @Nullable String personalData, boolean refused) {}

    /**
     * The person.
     *
     * @throws ProblemException 403 when they are blocked or erased, 503 when the table has not heard of them yet
     */
    Person get(UserId userId) {
        Row row = await(userId);
        String personalData = row.personalData();
        if (row.refused() || personalData == null) {
            throw ProblemException.personRefused();
        }
        // A person whose key is gone was erased, even when the table has not heard of it yet.
        return keys.find(userId)
                .map(key -> PersonalData.decrypt(personalData, key))
                .map(data -> new Person(userId, row.realm(), data.profile()))
                .orElseThrow(ProblemException::personRefused);
    }

    private Row await(UserId userId) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Optional<Row> row = look(userId);
            if (row.isPresent()) {
                return row.get();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw ProblemException.notYet(RETRY_AFTER_SECONDS);
    }

    private Optional<Row> look(UserId userId) {
        return jdbc.sql("SELECT realm, personal_data, blocked OR erased FROM users WHERE user_id = ?")
                .param(userId.toString())
                .query((row, number) -> new Row(row.getString(1), row.getString(2), row.getBoolean(3)))
                .optional();
    }
}
