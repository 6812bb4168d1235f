package dev.latchkey.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One more process of a service, on the same database and with the same configuration as the suite's own. */
final class ExtraService implements AutoCloseable {

    private static final Suite suite = Suite.running();

    private final Part part;
    private final Process process;

    private ExtraService(String name, String... settings) {
        int port = Suite.freePort();
        int managementPort = Suite.freePort();
        process = launch(name, port, managementPort, settings);
        part = new Part(name, process.pid(), port, managementPort);
    }

    /** Starts the service of this name, with settings that differ from the suite's. */
    static ExtraService started(String name, String... settings) {
        var extra = new ExtraService(name, settings);
        await("one more " + name)
                .atMost(Duration.ofMinutes(1))
                .failFast("it ended", () -> !extra.process.isAlive())
                .until(extra.part::isReady);
        return extra;
    }

    Part part() {
        return part;
    }

    @Override
    public void close() {
        process.destroy();
        Suite.awaitEnd(process, Duration.ofSeconds(30));
    }

    private static Process launch(String name, int port, int managementPort, String... settings) {
        var data = suite.data();
        var description = suite.description();
        var jar = Suite.home().resolve("%1$s-service/target/%1$s-service.jar".formatted(name));
        var command = new ArrayList<>(List.of(
                Suite.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--spring.datasource.url="
                        + description.required("postgres").required("url").asString(),
                "--spring.datasource.username=" + name,
                "--latchkey.kafka.bootstrap-servers="
                        + description.required("kafka").asString(),
                "--latchkey.kafka.topics.replication-factor=1",
                "--latchkey.token-service.url=http://localhost:"
                        + suite.part("token").port(),
                "--spring.config.additional-location="
                        + data.resolve("tenant.yaml").toUri() + ","
                        + data.resolve("secrets.yaml").toUri()));
        command.addAll(List.of(settings));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("logs/extra-" + name + ".log").toFile());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", password(name));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String password(String role) {
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(suite.data().resolve("postgres-passwords.properties"))) {
            passwords.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passwords.getProperty(role);
    }
}
