package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real suite: started by its launcher once for all tests of this JVM, on data of its own, and stopped with the JVM. */
final class Suite {

    private static final Duration TIME_TO_START = Duration.ofMinutes(4);
    private static final Path HOME =
            Path.of(System.getProperty("latchkey.home", "..")).toAbsolutePath().normalize();
    private static final Path DATA =
            Path.of(System.getProperty("latchkey.data", "target/data")).toAbsolutePath();

    /** Apart, because the start is watched by another thread, which must find this class ready. */
    private static final class Running {
        static final Suite SUITE = new Suite();
    }

    private final int port = freePort();
    private final int securePort = freePort();
    private final int applicationPort = freePort();
    private final KafkaEvents events = new KafkaEvents();
    private @Nullable Process process;

    private Suite() {
        deleteRecursively(DATA);
        deleteRecursively(log());
        TestTenant.writeTo(DATA, new TestTenant.Ports(port, securePort, applicationPort));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        start();
    }

    static Suite running() {
        return Running.SUITE;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    /** Where a test may serve the suite over TLS. */
    int securePort() {
        return securePort;
    }

    /** Where a test may serve an application of another origin. */
    int applicationPort() {
        return applicationPort;
    }

    int port() {
        return port;
    }

    Path data() {
        return DATA;
    }

    KafkaEvents events() {
        return events;
    }

    /** The description that the launcher keeps of what runs. */
    JsonNode description() {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(DATA.resolve("run/suite.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Part part(String name) {
        for (var part : description().required("parts")) {
            if (name.equals(part.path("name").asString())) {
                return new Part(
                        name,
                        part.path("pid").asLong(),
                        part.path("port").asInt(),
                        part.path("managementPort").asInt());
            }
        }
        throw new IllegalStateException("No part " + name + " in " + description());
    }

    void start(String... options) {
        start(Map.of(), options);
    }

    /** With something more in its environment. */
    synchronized void start(Map<String, String> environment, String... options) {
        var command = new ArrayList<>(List.of("run", "--port", String.valueOf(port)));
        command.addAll(List.of(options));
        process = launch(environment, command.toArray(String[]::new));
        await("the suite to start; see " + log())
                .atMost(TIME_TO_START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("the suite ended, see " + log(), () -> !process.isAlive())
                .until(this::answers);
        events.follow(description().required("kafka").asString());
    }

    synchronized void stop() {
        events.stop();
        if (process != null) {
            process.destroy();
            awaitEnd(process, Duration.ofSeconds(60));
            process = null;
        }
    }

    void stopPart(String name) {
        command("stop", name);
    }

    void startPart(String name) {
        command("start", name);
    }

    /** {@code kill -9}; the supervisor is expected to start the part again. */
    void kill(Part part) {
        assertThat(ProcessHandle.of(part.pid())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false))
                .as("kill -9 %s", part)
                .isTrue();
    }

    void awaitNewProcess(Part killed) {
        await("%s to come back".formatted(killed.name()))
                .atMost(Duration.ofMinutes(3))
                .until(() -> part(killed.name()).isAnotherProcessThan(killed)
                        && part(killed.name()).isReady());
    }

    /** Runs a command of the launcher against the running suite. */
    void command(String... arguments) {
        var command = launch(Map.of(), arguments);
        awaitEnd(command, Duration.ofMinutes(3));
        assertThat(command.exitValue())
                .as("%s, see %s", Arrays.toString(arguments), log())
                .isZero();
    }

    private boolean answers() {
        return Files.exists(DATA.resolve("run/suite.json"))
                && new FrontDoor(origin())
                        .get("/.well-known/openid-configuration")
                        .isOk()
                && Stream.of("registration", "authentication", "token")
                        .allMatch(name -> part(name).isReady());
    }

    private static Process launch(Map<String, String> environment, String... arguments) {
        var jar = HOME.resolve("infra/standalone/target/standalone.jar");
        assertThat(jar).as("built by `mvn verify` from the root").exists();
        var command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlatchkey.home=" + HOME,
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", DATA.toString()));
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path home() {
        return HOME;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static Path log() {
        return DATA.resolveSibling("suite.log");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitEnd(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(process.info() + " did not end within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    static void deleteRecursively(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
