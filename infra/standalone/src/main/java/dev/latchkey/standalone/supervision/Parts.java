package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.BoundedLog;
import dev.latchkey.embedded.ChildProcesses;
import dev.latchkey.embedded.PostgresBootstrap;
import dev.latchkey.embedded.PostgresServer;
import dev.latchkey.embedded.PostgresSettings;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.RunningSuite;
import dev.latchkey.standalone.data.Secrets;
import dev.latchkey.standalone.supervision.Ports.ServicePorts;
import dev.latchkey.standalone.supervision.ServiceProcess.Surroundings;
import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of the suite, in the order in which they are started. */
final class Parts {

    private final DataFolder folder;
    private final Secrets secrets;
    private final Ports ports;
    private final @Nullable Path extensions;
    private final Consumer<String> news;
    private final ServiceJars jars;
    private final Map<String, ServiceProcess> processes = new HashMap<>();
    private final Part postgres;
    private final Part kafka;
    private final List<Part> services;

    /**
     * @param home the folder of the project, in which the services' jars are
     * @param extensions the folder of token-service's extensions, if there are any
     * @param news what is worth a line for the person at the terminal
     */
    Parts(
            Path home,
            DataFolder folder,
            Secrets secrets,
            Ports ports,
            @Nullable Path extensions,
            Consumer<String> news,
            Runnable changed) {
        this.folder = folder;
        this.secrets = secrets;
        this.ports = ports;
        this.extensions = extensions;
        this.news = news;
        this.jars = new ServiceJars(home, folder);
        this.postgres = new Part("postgres", postgresBirth(), news, changed);
        this.kafka = new Part("kafka", kafkaBirth(), news, changed);
        this.services = List.of(
                service("token", ports.token(), changed),
                service("registration", ports.registration(), changed),
                service("authentication", ports.authentication(), changed),
                service("audit", ports.audit(), changed));
    }

    Part postgres() {
        return postgres;
    }

    Part kafka() {
        return kafka;
    }

    List<Part> services() {
        return services;
    }

    List<Part> all() {
        List<Part> all = new ArrayList<>(List.of(postgres, kafka));
        all.addAll(services);
        return all;
    }

    Part named(String name) {
        return all().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Trouble.failed("The suite has no part '%s'.".formatted(name)));
    }

    /** Services first, as they need the others to end well. */
    void stopAll() {
        List<Thread> stopping = services.stream()
                .map(part -> Thread.ofVirtual().start(part::stop))
                .toList();
        stopping.forEach(Parts::join);
        jars.remove();
        kafka.stop();
        postgres.stop();
    }

    /** Before the services start, those that own facts get back what a restored database lacks. */
    void recover() {
        for (String name : List.of("token", "registration", "authentication")) {
            news.accept("Looking on Kafka for what %s-service has lost".formatted(name));
            Objects.requireNonNull(processes.get(name)).recover();
        }
    }

    String kafkaServers() {
        return "localhost:" + ports.kafka();
    }

    String databaseUrl() {
        return postgresServer().jdbcUrl(PostgresLife.DATABASE);
    }

    List<RunningSuite.Part> described() {
        return all().stream().map(this::described).toList();
    }

    private RunningSuite.Part described(Part part) {
        ServicePorts own = portsOf(part.name());
        return new RunningSuite.Part(part.name(), part.pid(), own.service(), own.management());
    }

    private ServicePorts portsOf(String name) {
        return switch (name) {
            case "postgres" -> new ServicePorts(ports.postgres(), 0);
            case "kafka" -> new ServicePorts(ports.kafka(), 0);
            case "token" -> ports.token();
            case "registration" -> ports.registration();
            case "authentication" -> ports.authentication();
            case "audit" -> ports.audit();
            default -> throw new IllegalStateException("no ports for " + name);
        };
    }

    private Birth postgresBirth() {
        PostgresSettings settings = PostgresSettings.kept(
                folder.postgres(),
                ports.postgres(),
                secrets.databasePassword("postgres"),
                new BoundedLog(folder.logs().resolve("postgres.log")));
        return PostgresLife.birth(settings, secrets.databasePasswords(PostgresBootstrap.ROLES));
    }

    private Birth kafkaBirth() {
        Path ready = folder.run().resolve("kafka.ready");
        BoundedLog log = new BoundedLog(folder.logs().resolve("kafka.log"));
        List<String> command = new ArrayList<>(Jvm.kafka());
        command.addAll(List.of(
                KafkaProcess.class.getName(),
                folder.kafka().toString(),
                Integer.toString(ports.kafka()),
                ready.toString()));
        return () -> {
            Process process = ChildProcesses.start(command, Map.of(), "TERM", log);
            return new ProcessLife("kafka", process, pid -> KafkaProcess.isReady(ready, pid), log);
        };
    }

    private Part service(String name, ServicePorts own, Runnable changed) {
        List<String> start = jars.command(name + "-service");
        Surroundings surroundings = new Surroundings(
                folder,
                databaseUrl(),
                secrets.databasePassword(name),
                kafkaServers(),
                ports.token().service(),
                extensions);
        ServiceProcess process = new ServiceProcess(name, start, own, surroundings);
        processes.put(name, process);
        return new Part(name, process.birth(), news, changed);
    }

    private PostgresServer postgresServer() {
        return new PostgresServer("localhost", ports.postgres(), "postgres", secrets.databasePassword("postgres"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
