package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The version before this one, built once from the history of the project and kept in {@code .latchkey/previous}. */
final class PreviousRelease {

    private static final Duration TIME_TO_BUILD = Duration.ofMinutes(15);
    private static final List<String> SERVICES = List.of("registration", "authentication", "token", "audit");

    private final String version;
    private final String commit;
    private final Path folder;

    private PreviousRelease(String version, String commit) {
        this.version = version;
        this.commit = commit;
        this.folder = Suite.home().resolve(".latchkey/previous").resolve(commit);
    }

    /** Builds it if that was not done yet; the test is aborted where the history does not know it. */
    static Release built() {
        String[] named = named();
        var previous = new PreviousRelease(named[0], named[1]);
        var release = new Release(previous.version, previous.folder);
        if (!SERVICES.stream().allMatch(service -> Files.exists(release.jar(service)))) {
            previous.build(release);
        }
        return release;
    }

    private static String[] named() {
        try (var lines = Files.lines(Suite.home().resolve("end-to-end-tests/src/test/resources/previous-release"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow()
                    .split(" ", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build(Release release) {
        var source = folder.resolve("source");
        try {
            Files.createDirectories(source);
            Assumptions.assumeTrue(
                    isKnown(),
                    "The history of this tree does not hold version %s (%s), which is to run beside this one: fetch all of it (git fetch --unshallow)"
                            .formatted(version, commit));
            run(folder, "git", "-C", Suite.home().toString(), "archive", "--output", "" + source("tar"), commit);
            run(folder, "tar", "-xf", "" + source("tar"), "-C", "" + source);
            run(source, maven());
            for (String service : SERVICES) {
                Files.createDirectories(release.jar(service).getParent());
                Files.move(new Release(version, source).jar(service), release.jar(service));
            }
            Suite.deleteRecursively(source);
            Files.delete(source("tar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path source(String suffix) {
        return folder.resolve("source." + suffix);
    }

    private boolean isKnown() {
        try {
            return start(Suite.home(), "git", "cat-file", "-e", commit + "^{commit}")
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String[] maven() {
        var modules =
                String.join(",", SERVICES.stream().map(s -> s + "-service").toList());
        var command = new ArrayList<>(List.of("./mvnw", "-B", "-q", "package", "-am", "-pl", modules));
        command.addAll(List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true"));
        Stream.ofNullable(System.getProperty("latchkey.maven.repository"))
                .filter(repository -> !repository.isBlank())
                .forEach(repository -> command.add("-Dmaven.repo.local=" + repository));
        return command.toArray(String[]::new);
    }

    private void run(Path directory, String... command) throws IOException {
        var process = start(directory, command);
        try {
            boolean ended = process.waitFor(TIME_TO_BUILD.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            assertThat(ended && process.exitValue() == 0)
                    .as("%s of version %s, see %s", command[0], version, log())
                    .isTrue();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Process start(Path directory, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private Path log() {
        return folder.resolve("build.log");
    }
}
