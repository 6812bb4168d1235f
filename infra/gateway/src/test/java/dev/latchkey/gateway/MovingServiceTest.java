package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service is named, and the name means another address later. */
class MovingServiceTest {

    private static final String POST = "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    /** Nothing listens there: the recording services bind the other one. */
    private static final InetAddress GONE = InetAddress.ofLiteral("127.0.0.77");

    private volatile InetAddress[] known = {HERE};
    private volatile boolean away;
    private final TestDoor door = TestDoor.knowing(this::lookUp);

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        if (!name.equals("token.test")) {
            return InetAddress.getAllByName(name);
        }
        if (away) {
            throw new UnknownHostException(name);
        }
        return known;
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void isFoundAtItsNewAddress() throws IOException {
        known = new InetAddress[] {GONE};
        nameTheService();
        assertThat(door.send(POST).status()).isEqualTo(503);

        known = new InetAddress[] {HERE};

        await().atMost(Duration.ofSeconds(20)).until(() -> door.send(POST).status() == 200);
    }

    @Test
    void isFoundAtWhicheverOfItsAddressesAnswers() throws IOException {
        known = new InetAddress[] {GONE, HERE};
        nameTheService();

        for (int i = 0; i < 4; i++) {
            assertThat(door.send(POST).status()).isEqualTo(200);
        }
        assertThat(door.token.received()).as("sent once each").hasSize(4);
    }

    @Test
    void isUnavailableWhileItsNameIsUnknown() throws IOException {
        away = true;
        nameTheService();
        UpstreamTest.assertUnavailable(door.send(POST), 503);

        away = false;

        await().atMost(Duration.ofSeconds(20)).until(() -> door.send(POST).status() == 200);
    }

    @Test
    void staysWhereItWasWhileNobodyKnowsNames() throws IOException {
        nameTheService();
        assertThat(door.send(POST).status()).isEqualTo(200);

        away = true;

        // Longer than a look-up is fresh and than a connection is kept.
        door.token.willAnswer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> door.send(POST).status() == 200);
    }

    @Test
    void holdsNobodyElseUpWhileItIsLookedFor() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        ServiceAddress.Lookup slow = name -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(name);
            }
            return new InetAddress[] {HERE};
        };
        try (TestDoor behind = TestDoor.knowing(name -> name.equals("token.test") ? slow.all(name) : lookUp(name))) {
            behind.gateway.moveUpstream("token", URI.create("http://token.test:" + behind.token.port()));
            try (RawClient one = new RawClient(behind.port());
                    RawClient other = new RawClient(behind.port());
                    RawClient third = new RawClient(behind.port())) {
                one.send(POST);
                other.send(POST);
                third.send(POST);
                for (int i = 0; i < 8; i++) {
                    assertThat(behind.get("/api/v2/users/a").status()).isEqualTo(200);
                }
                answer.countDown();
                assertThat(one.read().status()).isEqualTo(200);
                assertThat(other.read().status()).isEqualTo(200);
                assertThat(third.read().status()).isEqualTo(200);
            }
        }
    }

    private void nameTheService() {
        door.gateway.moveUpstream("token", URI.create("http://token.test:" + door.token.port()));
    }
}
