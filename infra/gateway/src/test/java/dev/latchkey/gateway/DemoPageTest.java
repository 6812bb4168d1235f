package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoPageTest {

    private TestDoor door;

    @BeforeAll
    void open() {
        door = new TestDoor();
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void servesEveryFileOfThePage() throws Exception {
        for (Path file : files()) {
            RawClient.Answer answer = door.get("/" + directory().relativize(file));

            assertThat(answer.status()).as(file.toString()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void keepsOtherPagesAndScriptsOut() throws IOException {
        RawClient.Answer page = door.get("/");

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Permissions-Policy"))
                .contains("publickey-credentials-create=(self)", "publickey-credentials-get=(self)");
    }

    @Test
    void holdsNothingThatItsPolicyForbids() throws Exception {
        for (String path : List.of("/", "/console")) {
            String page = door.get(path).body();

            assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern("\\son[a-z]+\\s*=");
            assertThat(page).doesNotContain("<style", " style=", "http://", "https://");
        }
        for (Path file : files()) {
            assertThat(Files.readString(file)).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write");
        }
    }

    @Test
    void sendsAnUnchangedFileOnceOnly() throws IOException {
        String etag = door.get("/style.css").header("ETag");

        RawClient.Answer again =
                door.send("GET /style.css HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " + etag + "\r\n\r\n");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(etag);
    }

    @Test
    void givesTheSamePageWhateverTheQuery() throws IOException {
        assertThat(door.get("/?utm=x").body()).isEqualTo(door.get("/index.html").body());
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path directory() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DemoPageTest.class.getResource("/public/index.html"))
                        .toURI())
                .resolveSibling("");
    }
}
