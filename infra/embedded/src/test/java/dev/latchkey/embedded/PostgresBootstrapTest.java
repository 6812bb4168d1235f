package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresBootstrapTest {

    @Test
    void quotesValuesAsPsqlDoes() {
        assertThat(PostgresBootstrap.substitute("PASSWORD :'p'; SELECT 1::text", Map.of("p", "it's $1 \\")))
                .isEqualTo("PASSWORD 'it''s $1 \\'; SELECT 1::text");
    }

    @Test
    void refusesAVariableThatNobodyGave() {
        assertThatThrownBy(() -> PostgresBootstrap.substitute(":'other'", Map.of("p", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
    }

    @Test
    void wantsAPasswordForEveryRole() {
        assertThatThrownBy(() -> PostgresBootstrap.withPasswords(Map.of("registration", "r", "token", "t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authentication");
    }
}
