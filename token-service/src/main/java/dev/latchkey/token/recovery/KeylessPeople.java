package dev.latchkey.token.recovery;

import dev.latchkey.kernel.values.UserId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code keyless_person}: whose key was lost with what a backup did not hold. */
@Component
class KeylessPeople {

    private final JdbcClient jdbc;

    KeylessPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UserId> all() {
        return jdbc.sql("SELECT user_id FROM keyless_person ORDER BY user_id").query(String.class).list().stream()
                .map(UserId::of)
                .toList();
    }

    void add(UserId person) {
        jdbc.sql("INSERT INTO keyless_person (user_id) VALUES (?) ON CONFLICT DO NOTHING")
                .param(person.toString())
                .update();
    }

    void remove(UserId person) {
        jdbc.sql("DELETE FROM keyless_person WHERE user_id = ?")
                .param(person.toString())
                .update();
    }
}
