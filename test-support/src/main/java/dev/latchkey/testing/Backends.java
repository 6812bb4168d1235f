package dev.latchkey.testing;

import dev.latchkey.embedded.PostgresBootstrap;
import dev.latchkey.embedded.PostgresServer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/** The PostgreSQL and the Kafka that all tests of this JVM share; started on first use, ended with the JVM. */
public final class Backends {

    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private final Servers servers;
    private final AtomicInteger databases = new AtomicInteger();

    private Backends(Servers servers) {
        this.servers = servers;
    }

    public static Backends shared() {
        return Shared.BACKENDS;
    }

    /** A new database with Latchkey's roles and schemas in it, and nothing else. */
    public TestDatabase newDatabase() {
        String name = "latchkey_%d_%d".formatted(ProcessHandle.current().pid(), databases.incrementAndGet());
        PostgresServer postgres = servers.postgres();
        try {
            PostgresBootstrap.withPasswords(TestDatabase.PASSWORDS).prepare(postgres, name);
        } catch (SQLException e) {
            throw new IllegalStateException("could not prepare the test database " + name, e);
        }
        return new TestDatabase(postgres, name);
    }

    public String kafkaBootstrapServers() {
        return servers.kafkaBootstrapServers();
    }

    /** Holds the one instance until somebody asks for it. */
    private static final class Shared {
        private static final Backends BACKENDS = start();

        private static Backends start() {
            Servers servers = Servers.start();
            LOG.info("Tests run on {}", servers);
            // After every application context of the JVM has been closed, so that none misses its servers.
            SpringApplication.getShutdownHandlers().add(servers::close);
            return new Backends(servers);
        }
    }
}
