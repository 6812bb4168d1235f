package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word is taken on where a call comes from. */
class TrustedProxiesTest {

    private static final TrustedProxies OURS =
            TrustedProxies.in(List.of("127.0.0.0/8", "10.0.0.0/8", "192.0.2.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                        | 203.0.113.9",
                "1.1.1.1, 203.0.113.9               | 203.0.113.9",
                "1.1.1.1, 203.0.113.9, 10.1.2.3     | 203.0.113.9",
                "203.0.113.9, 10.1.2.3, 192.0.2.7   | 203.0.113.9",
                "203.0.113.9 , 192.0.2.8            | 192.0.2.8",
                "10.0.0.5                           | 10.0.0.5",
                "10.0.0.5, 10.0.0.6                 | 10.0.0.5",
                "2001:db8::1                        | 2001:db8:0:0:0:0:0:1",
                "203.0.113.9, fd00::1               | 203.0.113.9",
                "[2001:db8::1]:4711, 10.0.0.1:80    | 2001:db8:0:0:0:0:0:1",
                "203.0.113.9:4711                   | 203.0.113.9",
                // What is no address ends the walk: nothing left of it can be believed.
                "203.0.113.9, unknown, 10.0.0.1     | 10.0.0.1",
                "evil.test                          | 127.0.0.1",
                "203.0.113.9, fe80::1%lo            | 127.0.0.1",
                "''                                 | 127.0.0.1",
                "203.0.113.9,                       | 127.0.0.1",
            })
    void tellsTheRightMostAddressThatIsNoneOfTheirs(String said, String caller) throws IOException {
        try (TestDoor door = TestDoor.with(configuration -> configuration.withTrustedProxies(OURS))) {
            send(door, "X-Forwarded-For: " + said + "\r\n");

            assertThat(door.token.only().header("X-Forwarded-For")).containsExactly(caller);
        }
    }

    @Test
    void readsSeveralHeadersAsOne() throws IOException {
        try (TestDoor door = TestDoor.with(configuration -> configuration.withTrustedProxies(OURS))) {
            send(door, "X-Forwarded-For: 1.1.1.1, 203.0.113.9\r\nX-Forwarded-For: 10.0.0.1\r\n");

            assertThat(door.token.only().header("X-Forwarded-For")).containsExactly("203.0.113.9");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"https | https", "HTTPS | https", "http, https | https", "https, http | http", "ftp | http"})
    void takesTheNearestProxysWordForTheScheme(String said, String scheme) throws IOException {
        try (TestDoor door = TestDoor.with(configuration -> configuration.withTrustedProxies(OURS))) {
            send(door, "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: " + said + "\r\nX-Forwarded-Host: evil\r\n");

            assertThat(door.token.only().header("X-Forwarded-Proto")).containsExactly(scheme);
            assertThat(door.token.only().head()).doesNotContain("evil");
        }
    }

    @Test
    void believesNobodyElse() throws IOException {
        TrustedProxies others = TrustedProxies.in(List.of("10.0.0.0/8", "::1"));
        try (TestDoor door = TestDoor.with(configuration -> configuration.withTrustedProxies(others))) {
            send(door, "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n");

            assertThat(door.token.only().header("X-Forwarded-For")).containsExactly("127.0.0.1");
            assertThat(door.token.only().header("X-Forwarded-Proto")).containsExactly("http");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/9,       10.127.255.255, true",
        "10.0.0.0/9,       10.128.0.0,     false",
        "10.0.0.0/31,      10.0.0.1,       true",
        "10.0.0.0/31,      10.0.0.2,       false",
        "0.0.0.0/0,        203.0.113.9,    true",
        "0.0.0.0/0,        ::1,            false",
        "2001:db8::/33,    2001:db8:7fff::1, true",
        "2001:db8::/33,    2001:db8:8000::1, false",
        "::ffff:10.0.0.1,  10.0.0.1,       true",
    })
    void knowsWhatABlockHolds(String block, String address, boolean held) {
        assertThat(CidrBlock.parse(block).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "proxy.test", "::/129", ""})
    void refusesWhatIsNoBlock(String block) {
        assertThatThrownBy(() -> TrustedProxies.in(List.of(block)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + block + "'");
    }

    private static void send(TestDoor door, String headers) throws IOException {
        door.send("GET /userinfo HTTP/1.1\r\nHost: id.example.com\r\n" + headers + "\r\n");
    }
}
