package dev.latchkey.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantFileTest {

    @TempDir
    Path temporary;

    private DataFolder folder;
    private Secrets secrets;

    @BeforeEach
    void makeFolder() {
        folder = new DataFolder(temporary).ensure();
        secrets = Secrets.ensure(folder);
    }

    @Test
    void followsThePort() throws Exception {
        TenantFile.ensure(folder, secrets, 8080);
        TenantFile.ensure(folder, secrets, 9000);

        assertThat(content())
                .contains("- url: http://localhost:9000")
                .contains("web-origins: [\"http://localhost:9000\"]")
                .doesNotContain("8080");
    }

    /** Everybody in a demonstration has one address. */
    @Test
    void switchesTheLimitsOff() throws Exception {
        TenantFile.ensure(folder, secrets, 8080);

        assertThat(content()).contains("  rate-limits:\n    enabled: false\n");
    }

    @Test
    void knowsTheOperatorsSecretByItsHashAlone() throws Exception {
        TenantFile.ensure(folder, secrets, 8080);

        byte[] secret = folder.operatorSecret().getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
        assertThat(content()).contains("client-secret-sha256: " + hash).doesNotContain(folder.operatorSecret());
    }

    @Test
    void leavesAFileAloneThatSomebodyMadeTheirOwn() throws Exception {
        Files.writeString(folder.tenantFile(), "latchkey: {tenant: {name: Mine}}\n");

        TenantFile.ensure(folder, secrets, 8080);

        assertThat(content()).isEqualTo("latchkey: {tenant: {name: Mine}}\n");
    }

    private String content() throws Exception {
        return Files.readString(folder.tenantFile());
    }
}
