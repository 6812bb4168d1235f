package dev.latchkey.standalone.supervision;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jars that a suite runs: copies, made when it starts, so that building the project does not replace classes under a
 * service that runs, and a service that is started again is the same one.
 */
final class ServiceJars {

    /** Names a folder of executables, one for each service, that are run in place of what is built: so images are tried out. */
    private static final @Nullable String LAUNCHERS = System.getProperty("latchkey.launchers");

    private final Path home;
    private final DataFolder folder;
    private final List<Path> copies = new ArrayList<>();

    /**
     * @param home the folder of the project, in which the services are built
     */
    ServiceJars(Path home, DataFolder folder) {
        this.home = home;
        this.folder = folder;
    }

    /** How a service is started; its own settings come behind. */
    List<String> command(String artifact) {
        if (LAUNCHERS != null) {
            return List.of(Path.of(LAUNCHERS).resolve(artifact).toString());
        }
        List<String> command = new ArrayList<>(Jvm.service());
        command.addAll(List.of("-jar", copyOf(artifact).toString()));
        return command;
    }

    /** Copies the jar of a service as it is built now; a copy of an earlier run is replaced. */
    private Path copyOf(String artifact) {
        Path copy = folder.run().resolve(artifact + ".jar");
        try {
            Files.copy(built(home, artifact), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Trouble.failed("%s cannot be made: %s".formatted(copy, e));
        }
        copies.add(copy);
        return copy;
    }

    /** Removes the copies, once no service needs them any more. */
    void remove() {
        for (Path copy : copies) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw Trouble.failed("%s cannot be removed: %s".formatted(copy, e));
            }
        }
    }

    /** Complains of a service that cannot be started. */
    static void require(Path home, String artifact) {
        Path needed =
                LAUNCHERS == null ? built(home, artifact) : Path.of(LAUNCHERS).resolve(artifact);
        if (!Files.exists(needed)) {
            throw Trouble.failed("%s is missing: build it with ./mvnw package".formatted(needed));
        }
    }

    /** Where the build puts the jar of a service. */
    static Path built(Path home, String artifact) {
        return home.resolve(artifact).resolve("target").resolve(artifact + ".jar");
    }
}
