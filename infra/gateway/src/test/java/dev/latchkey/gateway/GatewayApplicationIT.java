package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as a process of its own, from its start to the end that a signal asks for. */
class GatewayApplicationIT {

    private static final String READY = "/actuator/health/readiness";
    private static final String LIVE = "/actuator/health/liveness";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private RecordingService service;
    private Path log;
    private Process process;
    private int port;
    private int management;

    @BeforeEach
    void choosePorts() throws IOException {
        log = folder.resolve("log");
        service = RecordingService.start();
        port = freePort();
        management = freePort();
        environment.put("LATCHKEY_GATEWAY_ADDRESS", "127.0.0.1");
        environment.put("LATCHKEY_GATEWAY_PORT", "" + port);
        environment.put("LATCHKEY_GATEWAY_MANAGEMENT_PORT", "" + management);
        for (String name : List.of("REGISTRATION", "AUTHENTICATION", "TOKEN", "AUDIT")) {
            environment.put("LATCHKEY_GATEWAY_UPSTREAM_" + name, "http://localhost:" + service.port());
        }
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
        service.close();
    }

    @Test
    void saysWhichSettingIsWrongAndEnds() throws Exception {
        environment.put("LATCHKEY_GATEWAY_UPSTREAM_AUDIT", "audit");
        start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(log))
                .contains("LATCHKEY_GATEWAY_UPSTREAM_AUDIT must look like http://host:port, not audit")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatItsPortIsTakenAndEnds() throws Exception {
        environment.put("LATCHKEY_GATEWAY_PORT", "" + service.port());
        start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void letsWhoIsUnderWayFinish() throws Exception {
        environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
        start();
        awaitReady();
        assertThat(status(management, LIVE)).isEqualTo(200);
        assertThat(status(management, "/")).isEqualTo(404);
        assertThat(status(port, READY)).as("health is on its own port").isEqualTo(404);

        try (RawClient underWay = new RawClient(port)) {
            underWay.send(
                    "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(underWay.read().status()).as("it is in").isEqualTo(100);
            process.destroy();
            await().atMost(Duration.ofSeconds(20)).until(() -> status(management, READY) == 503);
            assertThat(status(management, LIVE)).isEqualTo(200);

            underWay.send("{}");

            assertThat(underWay.read().status()).isEqualTo(200);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log))
                .startsWith("{\"@timestamp\":")
                .contains("\"message\":\"The front door is open at port " + port + "\"");
    }

    @Test
    void answersOnWhileItsEndIsAnnounced() throws Exception {
        environment.put("LATCHKEY_GATEWAY_DRAIN_DELAY_SECONDS", "5");
        start();
        awaitReady();

        process.destroy();

        await().atMost(Duration.ofSeconds(20)).until(() -> status(management, READY) == 503);
        RawClient.Answer answer = RawClient.exchange(port, "GET /userinfo HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(30)).until(() -> status(management, READY) == 200);
    }

    private void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), GatewayApplication.class.getName());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static int status(int at, String path) {
        try {
            return RawClient.exchange(at, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .status();
        } catch (IOException e) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
