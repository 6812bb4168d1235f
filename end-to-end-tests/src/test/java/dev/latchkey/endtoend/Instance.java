package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One process of a service of some version, on the shared ground. */
final class Instance {

    private static final Duration TIME_TO_MIGRATE = Duration.ofMinutes(6);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Release release;
    private final String service;
    private final Part part;
    private final Process process;
    private final AtomicInteger callers = new AtomicInteger();

    private Instance(Release release, String service, Part part, Process process) {
        this.release = release;
        this.service = service;
        this.part = part;
        this.process = process;
    }

    /**
     * Starts a process, which need not be ready yet.
     *
     * @param issuer the token-service of its own version, unless it is that itself
     */
    static Instance launched(SharedGround ground, Release release, String service, @Nullable Instance issuer) {
        int port = FreePorts.any();
        int managementPort = FreePorts.any();
        var settings = new ArrayList<String>();
        settings.add("--server.port=" + port);
        settings.add("--management.server.port=" + managementPort);
        if (issuer != null) {
            settings.add("--latchkey.token-service.url=http://localhost:" + issuer.part.port());
        }
        settings.addAll(ground.settings(service));
        var name = "%02d-%s-%s".formatted(COUNT.incrementAndGet(), service, release);
        var process = start(ground, name, release, service, settings);
        return new Instance(release, service, new Part(name, process.pid(), port, managementPort), process);
    }

    /** Runs the migrations of a version and waits for their end. */
    static void migrate(SharedGround ground, Release release, String service) {
        var arguments = new ArrayList<>(List.of("migrate"));
        arguments.addAll(ground.settings(service).subList(0, 2));
        var name = "%02d-%s-%s-migrate".formatted(COUNT.incrementAndGet(), service, release);
        var process = start(ground, name, release, service, arguments);
        Suite.awaitEnd(process, TIME_TO_MIGRATE);
        assertThat(process.exitValue()).as("see %s", ground.log(name)).isZero();
    }

    private static Process start(
            SharedGround ground, String name, Release release, String service, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Suite.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                release.jar(service).toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ground.log(name).toFile());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", SharedGround.password(service));
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await("%s to be ready".formatted(this))
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(250))
                .failFast(this + " ended", () -> !process.isAlive())
                .until(part::isReady);
    }

    Release release() {
        return release;
    }

    String service() {
        return service;
    }

    Part part() {
        return part;
    }

    /** The application, sent to this instance. */
    Application application() {
        return new Application(part.door(SharedGround.HOST), SharedGround.ORIGIN, SharedGround.CLIENT);
    }

    void enter() {
        callers.incrementAndGet();
    }

    void leave() {
        callers.decrementAndGet();
    }

    /** Waits for those who were sent here before nobody was any more, then ends it as an orchestrator does. */
    void drainAndEnd() {
        await("callers of %s to go".formatted(this))
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> callers.get() == 0);
        process.destroy();
        Suite.awaitEnd(process, Duration.ofSeconds(30));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, whatever it does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return part.name();
    }
}
