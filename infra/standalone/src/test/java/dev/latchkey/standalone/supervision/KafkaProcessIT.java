package dev.latchkey.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.embedded.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    /** Its supervisor waits for the process to be ready or to end: a third way would keep it waiting for minutes. */
    @Test
    void endsWhenAnotherProgramHasTakenItsPort() throws Exception {
        Path output = folder.resolve("output");
        int port = FreePorts.any();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>(Jvm.kafka());
            command.addAll(List.of(
                    KafkaProcess.class.getName(),
                    folder.resolve("kafka").toString(),
                    Integer.toString(taken.getLocalPort()),
                    folder.resolve("ready").toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }

            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(output)).contains("Kafka did not start");
        }
    }
}
