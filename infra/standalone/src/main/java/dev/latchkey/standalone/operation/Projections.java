package dev.latchkey.standalone.operation;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Terminal.Colour;
import dev.latchkey.standalone.terminal.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The projections of the running suite: seen, built anew, and helped on when they could not take an event in. */
public final class Projections {

    private static final String TRAIL = "audit";
    private static final String LOGS = "logview";
    private static final List<String> SERVICES = List.of("registration", "authentication", TRAIL);
    private static final String ENDPOINT = "projections";
    private static final TypeReference<List<Status>> STATUSES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DataFolder folder;
    private final Terminal terminal;

    public Projections(DataFolder folder, Terminal terminal) {
        this.folder = folder;
        this.terminal = terminal;
    }

    /** What a service says of one of its projections. */
    private record Status(
            String name,
            long generation,
            long lag,
            long parked,
            @Nullable Long rebuilding) {}

    /** What audit-service says of the tenant logs, which it makes from its trail. */
    private record LogView(String name, long generation, long lag, boolean rebuilding) {}

    private record Found(String service, String endpoint, Status status) {

        String fullName() {
            return service + "/" + status.name();
        }
    }

    /** Shows all of them with their lag. */
    public void list() {
        terminal.say(terminal.in(
                Colour.BOLD,
                "%-32s%-12s%-9s%-9s%s".formatted("projection", "generation", "lag", "parked", "rebuilding")));
        all().sorted(Comparator.comparing(Found::fullName)).forEach(this::show);
    }

    /**
     * Builds one anew from the first event, while the old one goes on serving.
     *
     * @param name its name, or service/name where several services have one of that name
     */
    public void rebuild(String name) {
        command(name, "rebuild");
    }

    /** Tries again what one could not take in. */
    public void retry(String name) {
        command(name, "retry");
    }

    private void command(String name, String action) {
        Found found = find(name);
        terminal.say(
                new ManagementPort(folder, found.service()).post(found.endpoint(), "{\"action\":\"" + action + "\"}"));
    }

    private Found find(String name) {
        List<Found> known = all().toList();
        List<Found> found = known.stream()
                .filter(each ->
                        each.fullName().equals(name) || each.status().name().equals(name))
                .toList();
        if (found.size() != 1) {
            throw Trouble.failed("Name one projection: %s."
                    .formatted((found.isEmpty() ? known : found)
                            .stream().map(Found::fullName).sorted().collect(Collectors.joining(", "))));
        }
        return found.getFirst();
    }

    private Stream<Found> all() {
        return Stream.concat(SERVICES.stream().flatMap(this::of), Stream.of(logs()));
    }

    private Stream<Found> of(String service) {
        return JSON.readValue(new ManagementPort(folder, service).get(ENDPOINT), STATUSES).stream()
                .map(status -> new Found(service, ENDPOINT + "/" + status.name(), status));
    }

    private Found logs() {
        LogView view = JSON.readValue(new ManagementPort(folder, TRAIL).get(LOGS), LogView.class);
        Long rebuilding = view.rebuilding() ? view.lag() : null;
        return new Found(TRAIL, LOGS, new Status(view.name(), view.generation(), view.lag(), 0, rebuilding));
    }

    private void show(Found found) {
        Status status = found.status();
        Colour colour = status.parked() == 0 ? Colour.GREEN : Colour.YELLOW;
        terminal.say("%-32s%-12s%-9s%s%s"
                .formatted(
                        found.fullName(),
                        status.generation(),
                        status.lag() < 0 ? "?" : status.lag(),
                        terminal.in(colour, "%-9s".formatted(status.parked())),
                        status.rebuilding() == null ? "-" : status.rebuilding() + " to go"));
    }
}
