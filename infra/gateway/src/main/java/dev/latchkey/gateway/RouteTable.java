package dev.latchkey.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says which service answers a request, from the one table of routes; a path must fit byte for byte. */
public final class RouteTable {

    /**
     * One line of the table.
     *
     * @param methods that it is for; empty for a path whose service knows them best
     * @param path where a name in braces, such as {@code {id}}, stands for one segment
     */
    public record Route(Set<String> methods, String path, String service) {

        public Route {
            methods = Set.copyOf(methods);
        }

        boolean takes(String method) {
            return methods.isEmpty() || methods.contains(method);
        }

        private boolean overlaps(Route other) {
            return methods.isEmpty() || other.methods.isEmpty() || !Collections.disjoint(methods, other.methods);
        }
    }

    private record Shape(Pattern path, List<Route> routes) {}

    private static final String TABLE = "routes.txt";
    private static final Pattern ID = Pattern.compile("\\{[a-z]+}");
    private static final Pattern METHODS = Pattern.compile("[A-Z]+(?:,[A-Z]+)*");

    /**
     * What a user id looks like on the wire. Of the percent-encoded octets only those that ids need pass: an encoded slash,
     * backslash, dot or semicolon would mean one thing here and another to the service behind.
     */
    private static final String ID_ON_THE_WIRE = "(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9._~@:-]|%7[Cc]|%40|%3[Aa])+";

    private final List<Route> routes;
    private final Map<String, List<Route>> exact = new LinkedHashMap<>();
    private final List<Shape> shapes = new ArrayList<>();

    private RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        Map<String, List<Route>> byPath = new LinkedHashMap<>();
        routes.forEach(route -> add(route, byPath.computeIfAbsent(route.path(), path -> new ArrayList<>())));
        byPath.forEach(this::add);
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
        boolean forAllMethods = columns.length == 2 && columns[0].startsWith("/");
        boolean forSomeMethods =
                columns.length == 3 && METHODS.matcher(columns[0]).matches();
        if (!forAllMethods && !(forSomeMethods && columns[1].startsWith("/"))) {
            throw new IllegalArgumentException("A route is a path and a service, perhaps after methods, not: " + line);
        }
        return Stream.of(
                forAllMethods
                        ? new Route(Set.of(), columns[0], columns[1])
                        : new Route(Set.of(columns[0].split(",", -1)), columns[1], columns[2]));
    }

    private static void add(Route route, List<Route> ofPath) {
        if (ofPath.stream().anyMatch(route::overlaps)) {
            throw new IllegalArgumentException("Two routes for " + route.path());
        }
        ofPath.add(route);
    }

    private void add(String path, List<Route> ofPath) {
        if (ID.matcher(path).find()) {
            String shape =
                    Stream.of(ID.split(path, -1)).map(Pattern::quote).collect(Collectors.joining(ID_ON_THE_WIRE));
            shapes.add(new Shape(Pattern.compile(shape), ofPath));
        } else {
            exact.put(path, ofPath);
        }
    }

    /** The service that answers this method at this path, as it came on the wire; null when none does. */
    @Nullable
    String serviceFor(String method, String rawPath) {
        Route route = routeFor(method, rawPath);
        return route == null ? null : route.service();
    }

    /** The line that this method at this path, as it came on the wire, belongs to; null when there is none. */
    @Nullable
    Route routeFor(String method, String rawPath) {
        for (Route route : routesOf(rawPath)) {
            if (route.takes(method)) {
                return route;
            }
        }
        return null;
    }

    /** The methods that are answered at this path; empty when the path is unknown or its service knows them best. */
    Set<String> methodsAt(String rawPath) {
        return routesOf(rawPath).stream()
                .flatMap(route -> route.methods().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Route> routesOf(String rawPath) {
        List<Route> found = exact.get(rawPath);
        if (found != null) {
            return found;
        }
        for (Shape shape : shapes) {
            if (shape.path().matcher(rawPath).matches()) {
                return shape.routes();
            }
        }
        return List.of();
    }

    /** All routes in the order of the table. */
    public List<Route> routes() {
        return routes;
    }

    Set<String> services() {
        return routes.stream().map(Route::service).collect(Collectors.toUnmodifiableSet());
    }
}
