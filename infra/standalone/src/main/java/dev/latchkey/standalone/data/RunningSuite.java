package dev.latchkey.standalone.data;

import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code run/suite.json} tells other programs about the suite that runs: where everything is. */
public record RunningSuite(String frontDoor, String kafka, Postgres postgres, List<Part> parts) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The suite's database. */
    public record Postgres(String url) {}

    /** One process of the suite; a part that has no second port has 0 there, a part that does not run has pid 0. */
    public record Part(String name, long pid, int port, int managementPort) {}

    public static RunningSuite of(DataFolder folder) {
        if (!Files.exists(file(folder))) {
            throw Trouble.failed("No suite runs on %s. Start one with ./latchkey run".formatted(folder.path()));
        }
        return read(folder);
    }

    /** What a suite that did not end in order said of itself. */
    public static Optional<RunningSuite> leftBehind(DataFolder folder) {
        return Files.exists(file(folder)) ? Optional.of(read(folder)) : Optional.empty();
    }

    private static RunningSuite read(DataFolder folder) {
        try {
            return JSON.readValue(DataFolder.read(file(folder)), RunningSuite.class);
        } catch (JacksonException e) {
            throw Trouble.failed("%s is not understood: %s".formatted(file(folder), e.getOriginalMessage()));
        }
    }

    public void writeTo(DataFolder folder) {
        DataFolder.write(file(folder), JSON.writeValueAsString(this) + "\n", "rw-r--r--");
    }

    public static void removeFrom(DataFolder folder) {
        DataFolder.remove(file(folder));
    }

    public Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Trouble.failed("The suite has no part '%s'.".formatted(name)));
    }

    private static Path file(DataFolder folder) {
        return folder.run().resolve("suite.json");
    }
}
