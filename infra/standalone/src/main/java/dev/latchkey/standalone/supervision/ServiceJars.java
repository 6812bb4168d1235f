package dev.latchkey.standalone.supervision;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars that a suite runs: copies, made when it starts, so that building the project does not replace classes under a
 * service that runs, and a service that is started again is the same one.
 */
final class ServiceJars {

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

    /** Copies the jar of a service as it is built now; a copy of an earlier run is replaced. */
    Path copyOf(String artifact) {
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

    /** Where the build puts the jar of a service. */
    static Path built(Path home, String artifact) {
        return home.resolve(artifact).resolve("target").resolve(artifact + ".jar");
    }
}
