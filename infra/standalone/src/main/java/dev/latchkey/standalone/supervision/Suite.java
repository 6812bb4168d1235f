package dev.latchkey.standalone.supervision;

import dev.latchkey.gateway.DoorWatch;
import dev.latchkey.gateway.Gateway;
import dev.latchkey.gateway.GatewayConfiguration;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.RunningSuite;
import dev.latchkey.standalone.data.Secrets;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Terminal.Colour;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The whole suite: database and broker, then the services, then the front door; and back in the reverse order. */
final class Suite {

    private final DataFolder folder;
    private final Ports ports;
    private final Terminal terminal;
    private final Parts parts;
    private final RunOptions options;
    private @Nullable Gateway gateway;
    private @Nullable ControlChannel control;
    private boolean up;
    private volatile boolean stopping;

    Suite(Path home, DataFolder folder, Secrets secrets, Ports ports, RunOptions options, Terminal terminal) {
        this.folder = folder;
        this.ports = ports;
        this.options = options;
        this.terminal = terminal;
        this.parts = new Parts(home, folder, secrets, ports, options.extensions(), this::tell, this::describe);
    }

    String frontDoor() {
        return "http://localhost:" + ports.frontDoor();
    }

    String kafkaServers() {
        return parts.kafkaServers();
    }

    void start() {
        CompletableFuture<Duration> kafka = parts.kafka().start();
        report("PostgreSQL", parts.postgres().start());
        if (options.recover()) {
            Part.await(kafka);
            parts.recover();
            tell("What Kafka knew and the database did not was put back");
        }
        List<CompletableFuture<Duration>> services = new ArrayList<>();
        parts.services().forEach(part -> services.add(part.start()));
        report("Kafka", kafka);
        for (int i = 0; i < services.size(); i++) {
            report(parts.services().get(i).name() + "-service", services.get(i));
        }
        openTheDoor();
        control = ControlChannel.open(folder, parts);
        synchronized (this) {
            up = true;
        }
        describe();
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
        synchronized (this) {
            up = false;
        }
        if (control != null) {
            control.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        parts.stopAll();
        RunningSuite.removeFrom(folder);
    }

    private void openTheDoor() {
        Instant begun = Instant.now();
        Map<String, URI> upstreams = Map.of(
                "registration", upstream(ports.registration()),
                "authentication", upstream(ports.authentication()),
                "token", upstream(ports.token()),
                "audit", upstream(ports.audit()));
        gateway = Gateway.start(
                new GatewayConfiguration("localhost", ports.frontDoor(), upstreams).withDemo(parts.kafkaServers()),
                DoorWatch.from(System.getenv()));
        ready("Front door", Duration.between(begun, Instant.now()));
    }

    private static URI upstream(Ports.ServicePorts of) {
        return URI.create("http://127.0.0.1:" + of.service());
    }

    private void report(String what, CompletableFuture<Duration> readiness) {
        ready(what, Part.await(readiness));
    }

    private void ready(String what, Duration after) {
        terminal.say("  %s %s"
                .formatted(
                        terminal.in(Colour.GREEN, what + " ready"),
                        terminal.in(Colour.DIM, "(" + Terminal.seconds(after) + ")")));
    }

    private void tell(String news) {
        terminal.say("  " + terminal.in(Colour.YELLOW, news));
    }

    /** Keeps suite.json true, from when all is up until the end begins. */
    private synchronized void describe() {
        if (up) {
            new RunningSuite(
                            frontDoor(),
                            parts.kafkaServers(),
                            new RunningSuite.Postgres(parts.databaseUrl()),
                            parts.described())
                    .writeTo(folder);
        }
    }
}
