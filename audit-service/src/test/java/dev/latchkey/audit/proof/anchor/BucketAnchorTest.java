package dev.latchkey.audit.proof.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.audit.proof.anchor.AnchorProperties.InBucket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against a server that records requests and reckons their signatures itself, as the documentation of Signature Version 4
 * says: no object store, so whether one keeps the lock is not shown here.
 */
class BucketAnchorTest {

    private static final String SECRET = "secret";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T10:00:00.5Z"), ZoneOffset.UTC);

    private final List<Received> received = new ArrayList<>();
    private volatile int status = 200;
    private HttpServer store;
    private BucketAnchor anchor;

    private record Received(String method, String path, Headers headers, String body) {

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", this::answer);
        store.start();
        anchor = new BucketAnchor(
                new InBucket(
                        URI.create("http://localhost:" + store.getAddress().getPort() + "/"),
                        "eu-central-1",
                        "audit",
                        "heads/",
                        "COMPLIANCE",
                        Duration.ofDays(365),
                        "key-id",
                        SECRET),
                NOW);
    }

    @AfterEach
    void close() {
        store.stop(0);
    }

    @Test
    void putsAnObjectThatIsLocked() throws Exception {
        anchor.keep(7, TestRecords.from(12));

        Received put = received.getFirst();
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.path()).isEqualTo("/audit/heads/0000000000000000007-0000000000000000012.json");
        assertThat(put.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
        assertThat(put.header("x-amz-object-lock-retain-until-date")).isEqualTo("2027-11-22T10:00:00Z");
        assertThat(put.body()).isEqualTo(TestRecords.from(12).toJson() + "\n");
        assertThat(put.header("Content-MD5"))
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("MD5")
                                .digest(put.body().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void signsTheRequestWithTheLockAndTheContent() throws Exception {
        anchor.keep(7, TestRecords.from(12));

        Received put = received.getFirst();
        String authorization = put.header("Authorization");
        String scope = authorization.replaceFirst(".*Credential=key-id/([^,]*),.*", "$1");
        String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        assertThat(scope).endsWith("/eu-central-1/s3/aws4_request");
        assertThat(List.of(names.split(";")))
                .contains("host", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "content-md5");
        assertThat(put.header("x-amz-content-sha256")).isEqualTo(sha256(put.body()));
        assertThat(authorization).endsWith("Signature=" + signature(put, scope, names));
    }

    @Test
    void tellsThatTheStoreRefused() {
        status = 403;

        assertThatThrownBy(() -> anchor.keep(7, TestRecords.from(12)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
    }

    @Test
    void tellsThatTheStoreIsAway() {
        store.stop(0);

        assertThatThrownBy(() -> anchor.keep(7, TestRecords.from(12))).isInstanceOf(IOException.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String signature(Received put, String scope, String names) throws Exception {
        TreeMap<String, String> headers = new TreeMap<>();
        for (String name : names.split(";")) {
            headers.put(name, put.header(name).strip());
        }
        String canonical = "PUT\n%s\n\n%s\n%s\n%s"
                .formatted(
                        put.path(),
                        headers.entrySet().stream()
                                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                                .collect(Collectors.joining()),
                        names,
                        sha256(put.body()));
        String text = "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(put.header("x-amz-date"), scope, sha256(canonical));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
