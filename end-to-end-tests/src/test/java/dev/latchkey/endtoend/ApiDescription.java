package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The OpenAPI description that the front door serves, held against what is really said there. An operation is called by its
 * method and path, {@code GET /userinfo}, an answer by its status behind it, {@code GET /userinfo 200}.
 */
final class ApiDescription {

    private static final String ID = "https://latchkey.dev/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** Headers that mean something to clients: an answer has none of them that is not described. */
    private static final Set<String> MEANINGFUL = Set.of(
            "cache-control",
            "dpop-nonce",
            "location",
            "pragma",
            "retry-after",
            "www-authenticate",
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset");

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    private ApiDescription(Answer served) {
        document = served.json();
        schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(), registry -> registry.schemas(Map.of(ID, served.body())));
    }

    static ApiDescription served() {
        var answer = new FrontDoor(Suite.running().origin()).get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        return new ApiDescription(answer);
    }

    Set<String> operations() {
        var operations = new TreeSet<String>();
        document.required("paths").forEachEntry((path, item) -> item.propertyNames().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    /** Every answer of every operation. */
    Set<String> answers() {
        var answers = new TreeSet<String>();
        operations().forEach(operation -> operation(operation)
                .required("responses")
                .propertyNames()
                .forEach(status -> answers.add(operation + " " + status)));
        return answers;
    }

    /** The operations with this answer. */
    Stream<String> operationsWith(String status) {
        return operations().stream()
                .filter(operation -> operation(operation).required("responses").has(status));
    }

    /** Whether it can only be used with an access token. */
    boolean needsToken(String operation) {
        return operation(operation).required("security").valueStream().anyMatch(way -> way.has("Bearer"));
    }

    /** The answers that came by. */
    Set<String> seen() {
        return seen;
    }

    /** Compares a request that was understood with the operation's description. */
    void assertDescribes(String operation, String mediaType, JsonNode body) {
        var schema = pointer(operation) + "/requestBody/content/" + escaped(mediaType) + "/schema";
        assertValid(schema, body, operation);
    }

    /** Compares an answer with the operation's description: its status, headers, type and body. */
    Answer assertDescribes(String operation, Answer answer) {
        var pointer = resolved(pointer(operation) + "/responses/" + answer.status());
        assertThat(at(pointer).isObject())
                .as("%s has the answer %s", operation, answer)
                .isTrue();
        var response = at(pointer);
        var context = operation + " " + answer;
        assertHeaders(pointer, response.path("headers"), answer, context);
        if (response.has("content")) {
            var type = answer.header("content-type").split(";", 2)[0];
            assertThat(response.required("content").propertyNames()).as(context).contains(type);
            assertValid(pointer + "/content/" + escaped(type) + "/schema", answer.json(), context);
        } else {
            assertThat(answer.body()).as(context).isEmpty();
            assertThat(answer.header("content-type")).as(context).isEmpty();
        }
        seen.add(operation + " " + answer.status());
        return answer;
    }

    private void assertHeaders(String response, JsonNode headers, Answer answer, String context) {
        var described = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        headers.propertyNames().forEach(name -> {
            described.add(name);
            var pointer = resolved(response + "/headers/" + escaped(name));
            var value = answer.header(name.toLowerCase(Locale.ROOT));
            if (at(pointer).path("required").asBoolean(false)) {
                assertThat(value).as("%s of %s", name, context).isNotEmpty();
            }
            if (!value.isEmpty()) {
                assertValid(pointer + "/schema", StringNode.valueOf(value), name + " of " + context);
            }
        });
        var said = new TreeSet<>(answer.headers().keySet());
        said.retainAll(MEANINGFUL);
        assertThat(described).as("described headers of %s", context).containsAll(said);
    }

    /** Hands every example to the consumer, with the pointer to the schema that it is of. */
    void forEachExample(BiConsumer<String, JsonNode> consumer) {
        forEachExample("", document, consumer);
    }

    private static void forEachExample(String pointer, JsonNode node, BiConsumer<String, JsonNode> consumer) {
        if (node.has("schema")) {
            if (node.has("example")) {
                consumer.accept(pointer + "/schema", node.required("example"));
            }
            node.path("examples").forEach(example -> consumer.accept(pointer + "/schema", example.required("value")));
        }
        node.forEachEntry((name, child) -> forEachExample(pointer + "/" + escaped(name), child, consumer));
        var index = 0;
        for (var element : node.isArray() ? node : List.<JsonNode>of()) {
            forEachExample(pointer + "/" + index++, element, consumer);
        }
    }

    /** The pointers to the schemas of answers that let a member pass which they do not name. */
    List<String> openAnswers() {
        var open = new ArrayList<String>();
        document.required("paths")
                .forEachEntry((path, item) -> item.forEachEntry(
                        (method, operation) -> operation.path("responses").forEachEntry((status, response) -> {
                            var pointer = resolved(
                                    "/paths/" + escaped(path) + "/" + method + "/responses/" + escaped(status));
                            at(pointer)
                                    .path("content")
                                    .forEachEntry((type, content) -> collectOpen(
                                            pointer + "/content/" + escaped(type) + "/schema",
                                            content.required("schema"),
                                            open));
                        })));
        return open;
    }

    private void collectOpen(String pointer, JsonNode schema, List<String> open) {
        if (schema.has("$ref")) {
            var target = schema.required("$ref").asString().substring(1);
            collectOpen(target, at(target), open);
            return;
        }
        if (schema.has("properties") && schema.path("additionalProperties").asBoolean(true)) {
            open.add(pointer);
        }
        schema.path("properties")
                .forEachEntry((name, child) -> collectOpen(pointer + "/properties/" + escaped(name), child, open));
        schema.path("oneOf").forEach(child -> collectOpen(pointer + "/oneOf", child, open));
        if (schema.has("items")) {
            collectOpen(pointer + "/items", schema.required("items"), open);
        }
    }

    void assertValid(String pointer, JsonNode value, String context) {
        assertThat(schema(pointer)
                        .validate(
                                value,
                                execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .as("%s by %s", context, pointer)
                .isEmpty();
    }

    private Schema schema(String pointer) {
        assertThat(at(pointer).isMissingNode()).as("no schema at %s", pointer).isFalse();
        return schemas.getSchema(SchemaLocation.of(ID + "#" + pointer));
    }

    private JsonNode operation(String operation) {
        return at(pointer(operation));
    }

    private static String pointer(String operation) {
        var words = operation.split(" ", 2);
        return "/paths/" + escaped(words[1]) + "/" + words[0].toLowerCase(Locale.ROOT);
    }

    private String resolved(String pointer) {
        var reference = at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asString().substring(1);
    }

    private JsonNode at(String pointer) {
        return document.at(pointer);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
