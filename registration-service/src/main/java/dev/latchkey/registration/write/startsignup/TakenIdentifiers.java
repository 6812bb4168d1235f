package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.events.IdentifierHash;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The identifiers that people have already, as the look-up table of users knows them.
 *
 * <p>It may lag behind: it spares a person a ceremony in vain, and token-service decides when the ceremony is answered.
 */
@Component
final class TakenIdentifiers {

    private final JdbcClient jdbc;

    TakenIdentifiers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean containsAny(List<IdentifierHash> identifiers) {
        String[] hashes = identifiers.stream().map(IdentifierHash::hash).toArray(String[]::new);
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM user_identifier WHERE hash = ANY (:hashes))")
                .param("hashes", hashes)
                .query(Boolean.class)
                .single();
    }
}
