package dev.latchkey.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Off it does nothing, on it never harms, and nobody's word counts but that of our own front door. */
class TracingTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final String TOLD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String NOT_TOLD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    @Test
    @SuppressWarnings("try") // left by its end alone
    void namesNoStepWhileItIsOff() {
        try (Tracing tracing = Tracing.of(TracingSettings.OFF, "test");
                Step step = tracing.after(TOLD, StepKind.SERVER, "step");
                Step.Inside inside = step.enter()) {
            assertThat(tracing.isOn()).isFalse();
            assertThat(step.isTold()).isFalse();
            assertThat(step.traceparent()).isNull();
            assertThat(Tracing.here()).isNull();
        }
    }

    @Test
    @SuppressWarnings("try") // left by its end alone
    void continuesTheWayThatItIsTold() {
        try (Tracing tracing = Tracing.of(new TracingSettings(NOBODY, 0), "test");
                Step step = tracing.after(TOLD, StepKind.SERVER, "step")) {
            assertThat(step.traceparent())
                    .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                    .endsWith("-01")
                    .isNotEqualTo(TOLD);
            assertThat(Tracing.here()).isNull();
            try (Step.Inside inside = step.enter()) {
                assertThat(Tracing.here()).isEqualTo(step.traceparent());
            }
        }
    }

    @Test
    @SuppressWarnings("try") // left by its end alone
    void tellsNothingOfAWayThatTheFrontDoorDidNotChoose() {
        try (Tracing tracing = Tracing.of(new TracingSettings(NOBODY, 1), "test");
                Step step = tracing.after(NOT_TOLD, StepKind.SERVER, "step");
                Step.Inside inside = step.enter()) {
            assertThat(step.isTold()).isFalse();
            assertThat(Tracing.here()).isNull();
            assertThat(step.traceparent()).endsWith("-00");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx: y",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void beginsAnewWhereATextNamesNoStep(String text) {
        try (Tracing tracing = Tracing.of(new TracingSettings(NOBODY, 1), "test");
                Step step = tracing.after(text, StepKind.SERVER, "step")) {
            assertThat(step.isTold()).isTrue();
            assertThat(step.traceparent()).doesNotContain("0af7651916cd43dd8448eb211c80319c");
        }
    }

    @Test
    void holdsNobodyUpWhileNobodyTakesWhatItTells() {
        try (Tracing tracing = Tracing.of(new TracingSettings(NOBODY, 1), "test")) {
            for (int index = 0; index < 10_000; index++) {
                tracing.root(StepKind.SERVER, "step").close();
            }
            assertThat(tracing.root(StepKind.SERVER, "step").isTold()).isTrue();
        }
    }

    @Test
    void sendsToTheUsualPathOfAReceiver() throws IOException {
        AtomicInteger received = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/v1/traces", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            received.incrementAndGet();
        });
        receiver.start();
        URI endpoint = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
        try (Tracing tracing = Tracing.of(new TracingSettings(endpoint, 1), "test")) {
            tracing.root(StepKind.SERVER, "step").close();

            await().atMost(Duration.ofSeconds(20)).until(() -> received.get() > 0);
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void readsWhatAnEnvironmentSays() {
        assertThat(TracingSettings.of(null, null).endpoint()).isNull();
        assertThat(TracingSettings.of(" ", "").endpoint()).isNull();
        assertThat(TracingSettings.of("http://collector:4318", null))
                .isEqualTo(new TracingSettings(URI.create("http://collector:4318"), TracingSettings.USUAL_SAMPLING));
        assertThat(TracingSettings.of("https://collector/otlp", "0.5").target()).isEqualTo("https://collector/otlp");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> TracingSettings.of("collector:4318", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TracingSettings.of("http://collector:4318", "2"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TracingSettings.of("http://collector:4318", "NaN"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
