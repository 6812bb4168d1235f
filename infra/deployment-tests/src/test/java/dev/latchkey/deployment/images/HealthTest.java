package dev.latchkey.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.deployment.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script that images ask for health with, on a real port. */
class HealthTest {

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isWellWhereTheServiceIsReady() throws Exception {
        assertThat(health(port(), Map.of())).isZero();
        assertThat(asked.get()).isEqualTo("/actuator/health/readiness");
    }

    @Test
    void isNotWellWhereItIsNotReady() throws Exception {
        status = 503;

        assertThat(health(port(), Map.of())).isNotZero();
    }

    @Test
    void isNotWellWhereNobodyAnswers() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(health(port + "", Map.of())).isNotZero();
    }

    @Test
    void asksWhereSettingsPutThePort() throws Exception {
        assertThat(health("1", Map.of("MANAGEMENT_SERVER_PORT", port()))).isZero();
        assertThat(health("1", Map.of("LATCHKEY_GATEWAY_MANAGEMENT_PORT", port())))
                .isZero();
    }

    private String port() {
        return Integer.toString(server.getAddress().getPort());
    }

    private static int health(String port, Map<String, String> environment) throws Exception {
        ProcessBuilder script =
                new ProcessBuilder(Project.root().resolve("infra/images/health").toString(), port);
        script.environment().putAll(environment);
        Process process = script.redirectErrorStream(true).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
