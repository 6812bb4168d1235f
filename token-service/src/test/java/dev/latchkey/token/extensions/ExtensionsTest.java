package dev.latchkey.token.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class ExtensionsTest {

    private static final String MODE = "latchkey.extensions.mode-policy.settings.mode";

    @TempDir
    Path folder;

    @Test
    void findsNoneWhereThereAreNone() throws IOException {
        try (Extensions none = Extensions.started(new ExtensionsProperties(new MockEnvironment()))) {
            assertThat(none.policies()).isEmpty();
            assertThat(none.claims()).isEmpty();
        }
    }

    @Test
    void startsWhatLiesInTheFolder() throws IOException {
        TestExtensionJar.policy(folder);
        TestExtensionJar.claims(folder);

        try (Extensions extensions = started(Map.of(MODE, "allow"))) {
            assertThat(extensions.policies()).extracting(Guarded::name).containsExactly("mode-policy");
            assertThat(extensions.claims()).extracting(Guarded::name).containsExactly("mode-claims");
        }
    }

    @Test
    void takesWhatAnEnvironmentVariableCanSay() throws IOException {
        TestExtensionJar.policy(folder);

        try (Extensions extensions = started(Map.of(
                MODE,
                "allow",
                "latchkey.extensions.mode-policy.time-limit",
                "2s",
                "latchkey.extensions.modepolicy.at-once",
                "3"))) {
            assertThat(extensions.policies()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "latchkey.extensions.mode-policy.settings.other > x > mode-policy does not start: the setting mode is missing",
                "latchkey.extensions.mod-policy.settings.mode > allow > mod-policy is configured, but there is no extension of this name",
                "latchkey.extensions.mode-policy.time-limit > 11s > time-limit must be more than nothing",
                "latchkey.extensions.mode-policy.time-limit > soon > mode-policy",
                "latchkey.extensions.mode-policy.at-once > 0 > at-once must be between",
                "latchkey.extensions.mode-policy.on-failure > panic > mode-policy",
                "latchkey.extensions.mode-policy.time-limits > 1s > time-limits",
            })
    void doesNotStartWithAWrongConfiguration(String key, String value, String message) {
        TestExtensionJar.policy(folder);

        assertThatThrownBy(() -> started(Map.of(key, value)))
                .isInstanceOf(InvalidExtensionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void doesNotStartWithTwoOfOneName() {
        TestExtensionJar.policy(folder);
        TestExtensionJar.make(
                folder, "copy.jar", "dev.latchkey.extension.SignInPolicy", "ModePolicy", TestExtensionJar.POLICY);

        assertThatThrownBy(() -> started(Map.of(MODE, "allow"))).hasMessage("two extensions are called mode-policy");
    }

    @Test
    void doesNotStartWithANameThatIsNone() {
        TestExtensionJar.make(
                folder,
                "policy.jar",
                "dev.latchkey.extension.SignInPolicy",
                "ModePolicy",
                TestExtensionJar.POLICY.replace("\"mode-policy\"", "\"Mode Policy\""));

        assertThatThrownBy(() -> started(Map.of())).hasMessageContaining("has a name that is none: Mode Policy");
    }

    @Test
    void doesNotStartWithAJarThatNamesWhatItDoesNotHold() {
        TestExtensionJar.make(
                folder,
                "policy.jar",
                "dev.latchkey.extension.SignInPolicy",
                "Other",
                TestExtensionJar.CLAIMS.replace("ModeClaims", "Other"));

        assertThatThrownBy(() -> started(Map.of()))
                .isInstanceOf(InvalidExtensionException.class)
                .hasMessageContaining("policy.jar")
                .hasMessageContaining("stranger.Other");
    }

    @Test
    void doesNotStartWithAFolderThatIsNotThere() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty(
                        "latchkey.extensions.folder", folder.resolve("none").toString());

        assertThatThrownBy(() -> Extensions.started(new ExtensionsProperties(environment)))
                .hasMessageContaining("latchkey.extensions.folder is no folder");
    }

    @Test
    void keepsOurLibrariesOutOfSightOfExtensions() {
        TestExtensionJar.make(
                folder,
                "policy.jar",
                "dev.latchkey.extension.SignInPolicy",
                "ModePolicy",
                TestExtensionJar.POLICY.replace(
                        "mode = settings.get(\"mode\");", "org.slf4j.LoggerFactory.getLogger(\"stranger\");"));

        assertThatThrownBy(() -> started(Map.of(MODE, "allow"))).hasMessageContaining("org/slf4j/LoggerFactory");
    }

    private Extensions started(Map<String, String> properties) {
        MockEnvironment environment = new MockEnvironment();
        environment.setProperty(
                "latchkey.extensions.folder", folder.resolve("jars").toString());
        properties.forEach(environment::setProperty);
        assertThat(Files.isDirectory(folder.resolve("jars"))).isTrue();
        return Extensions.started(new ExtensionsProperties(environment));
    }
}
