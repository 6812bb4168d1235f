package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API description names what the route table lets in, and nothing else. */
class OpenApiTest {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    /** Every GET is a HEAD too, and preflights are the same everywhere: neither is an operation of its own. */
    private static final Set<String> IMPLIED = Set.of("HEAD", "OPTIONS");

    private final RouteTable routes = RouteTable.load();
    private final Map<String, Set<String>> described = described();

    @Test
    void describesEveryRoute() {
        Set<String> paths = routes.routes().stream().map(RouteTable.Route::path).collect(Collectors.toSet());

        assertThat(described.keySet()).containsAll(paths);
        assertThat(described.values()).allSatisfy(methods -> assertThat(methods).isNotEmpty());
    }

    @Test
    void routesEverythingItDescribes() {
        Set<String> paths = new TreeSet<>();
        routes.routes().forEach(route -> paths.add(route.path()));

        assertThat(described.keySet()).isSubsetOf(paths);
        described.forEach((path, methods) -> methods.forEach(
                method -> assertThat(routes.serviceFor(method, path.replaceAll("\\{[a-z]+}", "auth0%7Cabc")))
                        .as("%s %s", method, path)
                        .isNotNull()));
    }

    @Test
    void describesExactlyTheMethodsOfPathsThatServicesShare() {
        routes.routes().stream()
                .filter(route -> !route.methods().isEmpty())
                .map(RouteTable.Route::path)
                .forEach(path -> {
                    Set<String> methods = routes.methodsAt(path.replaceAll("\\{[a-z]+}", "auth0%7Cabc"));
                    methods.removeAll(IMPLIED);
                    assertThat(described.get(path)).as(path).isEqualTo(methods);
                });
    }

    @Test
    void isServedAsItIs() throws IOException {
        try (TestDoor door = new TestDoor()) {
            RawClient.Answer answer = door.get("/openapi.json");
            RawClient.Answer again = door.send("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: "
                    + answer.header("ETag") + "\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(JsonMapper.shared().readTree(answer.body())).isEqualTo(document());
            assertThat(again.status()).isEqualTo(304);
        }
    }

    @Test
    void isLinkedFromThePage() throws IOException {
        try (TestDoor door = new TestDoor()) {
            assertThat(door.get("/").body()).contains("href=\"/openapi.json\"");
        }
    }

    private static Map<String, Set<String>> described() {
        Map<String, Set<String>> described = new TreeMap<>();
        document().required("paths").forEachEntry((path, item) -> {
            Set<String> methods = new TreeSet<>(item.propertyNames());
            methods.retainAll(METHODS);
            described.put(
                    path,
                    methods.stream()
                            .map(method -> method.toUpperCase(Locale.ROOT))
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        return described;
    }

    private static JsonNode document() {
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/public/openapi.json")) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
