package dev.latchkey.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says which service answers a path, from the one table of routes; a path must fit byte for byte. */
public final class RouteTable {

    /** One line of the table: a path, where {@code {id}} stands for one segment, and the service that answers it. */
    public record Route(String path, String service) {}

    private record Shape(Pattern path, String service) {}

    private static final String TABLE = "routes.txt";
    private static final String ID = "{id}";

    /**
     * What a user id looks like on the wire. Of the percent-encoded octets only those that ids need pass: an encoded slash,
     * backslash, dot or semicolon would mean one thing here and another to the service behind.
     */
    private static final String ID_ON_THE_WIRE = "(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9._~@:-]|%7[Cc]|%40|%3[Aa])+";

    private final List<Route> routes;
    private final Map<String, String> exact = new HashMap<>();
    private final List<Shape> shapes = new ArrayList<>();

    private RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        routes.forEach(this::add);
    }

    /** The table that Latchkey ships with. */
    public static RouteTable load() {
        try (InputStream table = RouteTable.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException(TABLE + " is missing from the class path");
            }
            return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RouteTable parse(String table) {
        return new RouteTable(table.lines().flatMap(RouteTable::parseLine).toList());
    }

    private static Stream<Route> parseLine(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return Stream.empty();
        }
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length != 2 || !columns[0].startsWith("/")) {
            throw new IllegalArgumentException("A route is a path and a service, not: " + line);
        }
        return Stream.of(new Route(columns[0], columns[1]));
    }

    private void add(Route route) {
        if (route.path().contains(ID)) {
            String shape = Stream.of(route.path().split(Pattern.quote(ID), -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(ID_ON_THE_WIRE));
            shapes.add(new Shape(Pattern.compile(shape), route.service()));
        } else if (exact.putIfAbsent(route.path(), route.service()) != null) {
            throw new IllegalArgumentException("Two routes for " + route.path());
        }
    }

    /** The service that answers this path, as it came on the wire; null when none does. */
    @Nullable
    String serviceFor(String rawPath) {
        String service = exact.get(rawPath);
        if (service != null) {
            return service;
        }
        for (Shape shape : shapes) {
            if (shape.path().matcher(rawPath).matches()) {
                return shape.service();
            }
        }
        return null;
    }

    /** All routes in the order of the table. */
    public List<Route> routes() {
        return routes;
    }

    Set<String> services() {
        return routes.stream().map(Route::service).collect(Collectors.toUnmodifiableSet());
    }
}
