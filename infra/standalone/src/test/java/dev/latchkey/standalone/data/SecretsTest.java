package dev.latchkey.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final Pattern KEY = Pattern.compile("(?:secret|identifier-key): (\\S+)");

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new DataFolder(temporary.resolve("data")).ensure();
    }

    @Test
    void makesDistinctKeysOf32Bytes() throws Exception {
        Secrets.ensure(folder);

        List<String> keys = KEY.matcher(Files.readString(folder.secretsFile()))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        Set<String> distinct = new HashSet<>(keys);
        assertThat(keys).hasSize(3).allMatch(key -> Base64.getDecoder().decode(key).length == 32);
        assertThat(distinct).hasSize(3);
    }

    @Test
    void makesAKeyForTheAuditTrailAlsoInAFolderThatHasTheOthers() throws Exception {
        Secrets.ensure(folder);
        Files.delete(folder.auditKeysFile());
        Files.createDirectories(folder.postgres());

        Secrets.ensure(folder);
        String made = Files.readString(folder.auditKeysFile());
        Secrets.ensure(folder);

        assertThat(Files.readString(folder.auditKeysFile())).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(folder.auditKeysFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        List<String> numbers = Pattern.compile("\"[xyd]\":\"([A-Za-z0-9_-]+)\"")
                .matcher(made)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(numbers).hasSize(3).allMatch(number -> Base64.getUrlDecoder().decode(number).length == 32);
    }

    @Test
    void keepsThemOverTheNextStarts() throws Exception {
        String password = Secrets.ensure(folder).databasePassword("token");
        String keys = Files.readString(folder.secretsFile());
        String operator = folder.operatorSecret();

        assertThat(Secrets.ensure(folder).databasePassword("token")).isEqualTo(password);
        assertThat(Files.readString(folder.secretsFile())).isEqualTo(keys);
        assertThat(folder.operatorSecret()).isEqualTo(operator);
    }

    @Test
    void showsThemToTheirOwnerAlone() throws Exception {
        Secrets.ensure(folder);

        for (Path file : List.of(folder.secretsFile(), folder.passwordsFile(), folder.operatorSecretFile())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void makesNoNewOnesForDataThatOldOnesProtect() throws Exception {
        Secrets.ensure(folder);
        Files.createDirectories(folder.postgres());
        Files.delete(folder.secretsFile());

        assertThatThrownBy(() -> Secrets.ensure(folder))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("secrets.yaml");
        assertThat(folder.secretsFile()).doesNotExist();
    }
}
