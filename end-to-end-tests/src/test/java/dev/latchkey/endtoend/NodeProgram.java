package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder of {@code src/test/node}: programs for Node with the packages that its lock file names, down to the last bit. */
final class NodeProgram {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path directory;

    private NodeProgram(Path directory) {
        this.directory = directory;
    }

    /** Auth0's management client; without npm the test is skipped. */
    static NodeProgram management() {
        return installed("management");
    }

    private static NodeProgram installed(String name) {
        assumeTrue(
                Stream.of("node", "npm").allMatch(NodeProgram::isThere),
                "The tests of Auth0's client for Node are skipped: node and npm are not installed.");
        var sources = Path.of("src/test/node").resolve(name);
        var directory = Suite.running().data().resolveSibling("node-" + name).toAbsolutePath();
        try (var files = Files.list(sources)) {
            Files.createDirectories(directory);
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var program = new NodeProgram(directory);
        program.start(Map.of(), "npm.log", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return program;
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Runs a program to its end; it writes one JSON object. */
    JsonNode run(String program, Map<String, String> environment) {
        start(environment, program + ".json", "node", program);
        try {
            return JsonMapper.shared().readTree(Files.readString(directory.resolve(program + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Map<String, String> environment, String output, String... command) {
        var errors = directory.resolve(command[0] + "-errors.log");
        var builder = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectOutput(directory.resolve(output).toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            Suite.awaitEnd(process, LIMIT);
            assertThat(process.exitValue())
                    .as("%s: %s", String.join(" ", command), Files.readString(errors))
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
