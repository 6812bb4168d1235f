package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A package of npm as it was published, down to the last bit. */
record PublishedSdk(String name, String version, String sha512) {

    /** Auth0's SDK for single-page applications. */
    static final PublishedSdk SPA_JS = new PublishedSdk(
            "@auth0/auth0-spa-js",
            "2.27.0",
            "E9U4v9IiowT+z26PQYT55ZAU5J1feyEV9umVX+lvnaHl43E3GvGVsTrfukhPLLWnoCRItWa2TxVQ3Svj1S4qyA==");

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** A file of the package; without npm the test is skipped. */
    String file(String path) {
        var directory = Suite.running().data().resolveSibling("npm").toAbsolutePath();
        var packed = packed(directory);
        assertThat(sha512Of(packed))
                .as("%s %s is what was published", name, version)
                .isEqualTo(sha512);
        run(directory, "tar", "xzf", packed.toString());
        try {
            return Files.readString(directory.resolve("package").resolve(path));
        } catch (IOException e) {
            throw new IllegalStateException("The package has no " + path, e);
        }
    }

    private Path packed(Path directory) {
        assumeTrue(
                Stream.of("/usr/bin/npm", "/usr/local/bin/npm").map(Path::of).anyMatch(Files::isExecutable),
                "The test of Auth0's SDK is skipped: npm is not installed (Debian: npm).");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var file = directory.resolve(name.replace("@", "").replace('/', '-') + "-" + version + ".tgz");
        if (!Files.exists(file)) {
            run(directory, "npm", "pack", "--silent", name + "@" + version);
        }
        return file;
    }

    private static void run(Path directory, String... command) {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log.txt").toFile())
                    .start();
            Suite.awaitEnd(process, LIMIT);
            assertThat(process.exitValue())
                    .as("%s, see %s", String.join(" ", command), directory.resolve("log.txt"))
                    .isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha512Of(Path file) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
