package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.BoundedLog;
import dev.latchkey.embedded.ChildProcesses;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.supervision.Ports.ServicePorts;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One service as a child process: what its image runs, told by its command line where everything is. */
record ServiceProcess(String name, List<String> start, ServicePorts ports, Surroundings surroundings) {

    /** It alone can sign the trail. */
    private static final String AUDIT = "audit";

    /** It alone takes extensions. */
    private static final String TOKEN = "token";

    /** Beside the jars of extensions: what stands in the configuration below {@code latchkey.extensions}. */
    private static final String EXTENSIONS_FILE = "extensions.yaml";

    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(HEALTH_LIMIT).build();

    /** What a service needs to know of the rest. */
    record Surroundings(
            DataFolder folder,
            String databaseUrl,
            String password,
            String kafka,
            int tokenPort,
            @Nullable Path extensions) {}

    Birth birth() {
        BoundedLog log = new BoundedLog(surroundings.folder().logs().resolve(name + ".log"));
        return () -> {
            Process process = ChildProcesses.start(command(), environment(), "TERM", log);
            return new ProcessLife(name, process, pid -> isReady(), log);
        };
    }

    /**
     * Runs the service's command {@code recover} to its end.
     *
     * @throws Trouble when it fails; its log says why
     */
    void recover() {
        Path file = surroundings.folder().logs().resolve(name + "-recovery.log");
        Process process = ChildProcesses.start(command("recover"), environment(), "TERM", new BoundedLog(file));
        try {
            if (process.waitFor() != 0) {
                throw Trouble.failed("Nothing was put back for %s-service: see %s".formatted(name, file));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    List<String> command(String... first) {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(first));
        command.addAll(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + ports.service(),
                "--management.server.address=127.0.0.1",
                "--management.server.port=" + ports.management(),
                "--spring.datasource.url=" + surroundings.databaseUrl(),
                "--spring.datasource.username=" + name,
                "--latchkey.kafka.bootstrap-servers=" + surroundings.kafka(),
                "--latchkey.kafka.topics.replication-factor=1",
                "--latchkey.token-service.url=http://127.0.0.1:" + surroundings.tokenPort(),
                "--spring.config.additional-location=" + configuration()));
        if (name.equals(AUDIT)) {
            command.add("--latchkey.audit.tree-heads.anchors.file.path="
                    + surroundings.folder().anchoredHeadsFile());
        }
        extensions().ifPresent(folder -> command.add("--latchkey.extensions.folder=" + folder));
        return command;
    }

    private Optional<Path> extensions() {
        return name.equals(TOKEN) ? Optional.ofNullable(surroundings.extensions()) : Optional.empty();
    }

    /** The command line can be read by every user of the machine, the environment only by this one. */
    private Map<String, String> environment() {
        return Map.of("SPRING_DATASOURCE_PASSWORD", surroundings.password());
    }

    private String configuration() {
        DataFolder folder = surroundings.folder();
        String shared = folder.tenantFile().toUri() + "," + folder.secretsFile().toUri();
        if (extensions().isPresent()) {
            return shared + ",optional:"
                    + extensions().get().resolve(EXTENSIONS_FILE).toUri();
        }
        return name.equals(AUDIT) ? shared + "," + folder.auditKeysFile().toUri() : shared;
    }

    private boolean isReady() {
        URI readiness = URI.create("http://127.0.0.1:" + ports.management() + "/actuator/health/readiness");
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(HEALTH_LIMIT).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
