package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.TestCeremonies.Session;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The running service as tests use it: its door, the challenge services before it, the facts behind it. */
public final class TestService {

    static final String CONFIGURATION = "classpath:token-tenant.yaml";

    private final TestCeremonies ceremonies;
    private final TestFacts facts;
    private final TestDatabase database;
    private final Environment environment;

    TestService(
            SealedTickets tickets,
            JdbcClient jdbc,
            EventStore events,
            PlatformTransactionManager transactions,
            TestDatabase database,
            Environment environment) {
        this.ceremonies = new TestCeremonies(tickets);
        this.facts = new TestFacts(jdbc, events, new TransactionTemplate(transactions));
        this.database = database;
        this.environment = environment;
    }

    TestCeremonies ceremonies() {
        return ceremonies;
    }

    TestFacts facts() {
        return facts;
    }

    TestDatabase database() {
        return database;
    }

    /** The door of this instance. */
    TokenEndpoint endpoint() {
        return new TokenEndpoint(environment.getRequiredProperty("local.server.port", Integer.class));
    }

    /** The operators' door of this instance. */
    TokenEndpoint management() {
        return new TokenEndpoint(environment.getRequiredProperty("local.management.port", Integer.class));
    }

    /** A synced passkey of a new person. */
    SoftwareAuthenticator signedUp(Algorithm algorithm) {
        return signedUp(SoftwareAuthenticator.withAlgorithm(algorithm));
    }

    /** The same authenticator, which now holds a passkey of a new person. */
    SoftwareAuthenticator signedUp(SoftwareAuthenticator authenticator) {
        Session signup = ceremonies.signup(UUID.randomUUID() + "@example.com");
        TokenEndpoint.Answer answer = endpoint().post(ceremonies.request(signup, authenticator));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return authenticator;
    }
}
