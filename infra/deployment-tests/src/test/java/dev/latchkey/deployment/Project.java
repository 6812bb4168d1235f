package dev.latchkey.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project's own files, as they stand in its tree. */
public final class Project {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>latchkey</artifactId>\\s*<version>([^<]+)</version>");

    private Project() {}

    /** The folder that holds the whole. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("latchkey"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder;
    }

    /** The text of a file, by its path from the root. */
    public static String read(String path) {
        try {
            return Files.readString(root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one version of everything, from the root pom. */
    public static String version() {
        Matcher version = VERSION.matcher(read("pom.xml"));
        if (!version.find()) {
            throw new IllegalStateException("the root pom names no version");
        }
        return version.group(1);
    }
}
