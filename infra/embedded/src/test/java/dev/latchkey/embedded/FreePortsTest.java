package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void seesAListenerOnTheLoopbackInterface() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
            assertThat(FreePorts.preferring(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void seesAListenerOnAllInterfaces() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void prefersTheWishedPortAndGivesNoPortTwice() {
        int port = FreePorts.any();

        assertThat(FreePorts.preferring(port)).isEqualTo(port);
        assertThat(FreePorts.any()).isNotEqualTo(port).isBetween(20_000, 32_000);
    }
}
