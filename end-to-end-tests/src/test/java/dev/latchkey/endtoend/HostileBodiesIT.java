package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies made to hurt a parser: refused as such, and everybody else is served on. */
class HostileBodiesIT {

    private static final Application demo = Application.demo();
    /** 0: hung up on while still sending. */
    private static final Set<Integer> TOO_LARGE = Set.of(413, 0);

    private static final int MANY = 5_000;

    static Stream<Arguments> bodies() {
        return Stream.of(
                body("deep lists", "{\"client_id\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                body("deep objects", "{\"client_id\":" + "{\"a\":".repeat(MANY) + "1" + "}".repeat(MANY) + "}"),
                body("a number of many digits", "{\"client_id\":\"demo\",\"n\":" + "9".repeat(50_000) + "}"),
                body("the same member many times", "{" + "\"a\":1,".repeat(MANY) + "\"client_id\":\"demo\"}"),
                body("a name of many letters", "{\"" + "a".repeat(60_000) + "\":1}"),
                body("never closed", "{\"client_id\":\"demo\""),
                body("64 MB", BodyPublishers.ofInputStream(() -> zeros(64L << 20)), TOO_LARGE),
                body(
                        "64 MB announced",
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> zeros(64L << 20)), 64L << 20),
                        TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void areRefused(String what, BodyPublisher body, Set<Integer> allowed) {
        var answers = Stream.of("/passkey/register", "/passkey/challenge", "/oauth/token")
                .map(path -> demo.door().post(path, "application/json", body))
                .toList();

        assertThat(answers).extracting(Answer::status).allMatch(allowed::contains);
        assertThat(demo.challenge().isOk()).isTrue();
    }

    @Test
    void numbersThatNobodyAskedForAreNotExpanded() {
        var body = "{\"client_id\":\"demo\",\"n\":1e999999999}";

        var answer = demo.door().post("/passkey/challenge", "application/json", BodyPublishers.ofString(body));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void colludingNamesAreReadQuickly() {
        var names = IntStream.range(0, 2_048)
                .mapToObj(i -> IntStream.range(0, 11)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(",", "{\"client_id\":\"demo\",", "}"));

        var answer = demo.door().post("/passkey/challenge", "application/json", BodyPublishers.ofString(names));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void compressedBodiesAreNotRead() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            zeros(16L << 20).transferTo(gzip);
        }

        var answer = demo.door()
                .post(
                        "/passkey/challenge",
                        "application/json",
                        BodyPublishers.ofByteArray(bomb.toByteArray()),
                        "Content-Encoding",
                        "gzip");

        assertThat(answer.status()).as("%s", answer).isIn(400, 415);
    }

    private static InputStream zeros(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? '0' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                if (left <= 0) {
                    return -1;
                }
                int read = (int) Math.min(left, count);
                Arrays.fill(target, offset, offset + read, (byte) '0');
                left -= read;
                return read;
            }
        };
    }

    private static Arguments body(String what, String body) {
        return body(what, BodyPublishers.ofString(body), Set.of(400));
    }

    private static Arguments body(String what, BodyPublisher body, Set<Integer> allowed) {
        return Arguments.of(what, body, allowed);
    }
}
