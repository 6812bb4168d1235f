package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.BoundedLog;
import dev.latchkey.embedded.ChildProcesses;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.supervision.Ports.ServicePorts;
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

/** One service as a child process: the very jar of its image, told by its command line where everything is. */
record ServiceProcess(String name, Path jar, ServicePorts ports, Surroundings surroundings) {

    /** It alone can sign the trail. */
    private static final String AUDIT = "audit";

    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(HEALTH_LIMIT).build();

    /** What a service needs to know of the rest. */
    record Surroundings(DataFolder folder, String databaseUrl, String password, String kafka, int tokenPort) {}

    Birth birth() {
        BoundedLog log = new BoundedLog(surroundings.folder().logs().resolve(name + ".log"));
        return () -> {
            Process process = ChildProcesses.start(command(), environment(), "TERM", log);
            return new ProcessLife(name, process, pid -> isReady(), log);
        };
    }

    List<String> command() {
        List<String> command = new ArrayList<>(Jvm.service());
        command.addAll(List.of("-jar", jar.toString()));
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
        return command;
    }

    /** The command line can be read by every user of the machine, the environment only by this one. */
    private Map<String, String> environment() {
        return Map.of("SPRING_DATASOURCE_PASSWORD", surroundings.password());
    }

    private String configuration() {
        DataFolder folder = surroundings.folder();
        String shared = folder.tenantFile().toUri() + "," + folder.secretsFile().toUri();
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
