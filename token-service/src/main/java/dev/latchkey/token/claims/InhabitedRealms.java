package dev.latchkey.token.claims;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The realms that people live in, by the identifiers they hold there. */
@Component
public class InhabitedRealms {

    private final JdbcClient jdbc;

    InhabitedRealms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether anybody lives there. */
    public boolean contain(String realm) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM claimed_identifier WHERE realm = ?)")
                .param(realm)
                .query(Boolean.class)
                .single();
    }
}
