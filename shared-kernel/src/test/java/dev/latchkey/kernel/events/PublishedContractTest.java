package dev.latchkey.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents in docs/events are what the records say, and the records are what the documents say.
 *
 * <p>After a change of an event look at the difference that {@code ./mvnw -pl shared-kernel -am test
 * -Dtest=PublishedContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dlatchkey.approve=true} makes there, and commit both
 * together.
 */
class PublishedContractTest {

    private static final Path PUBLISHED = Path.of("../docs/events");
    private static final Path SAMPLES = Path.of("src/test/resources/events");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void isPublishedAsItIs() throws IOException {
        Map<String, String> generated = new TreeMap<>(PublishedContract.files());
        if (Boolean.getBoolean("latchkey.approve")) {
            write(generated);
        }

        assertThat(published())
                .as("docs/events; what to do is written above this test")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void describesTheApprovedJson(String sample) throws IOException {
        assertThat(problems(sample, read(sample))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesAnEventWithoutWhatItAlwaysHas(String sample) throws IOException {
        List<String> required = schemaOf(sample)
                .path("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();

        assertThat(required).isNotEmpty().allSatisfy(name -> {
            ObjectNode spoiled = read(sample);
            spoiled.remove(name);
            assertThat(problems(sample, spoiled)).as("without %s", name).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesValuesOfAnotherType(String sample) throws IOException {
        for (String name : List.copyOf(read(sample).propertyNames())) {
            ObjectNode spoiled = read(sample);
            if (spoiled.path(name).isNumber()) {
                spoiled.put(name, "seven");
            } else {
                spoiled.put(name, 7);
            }
            assertThat(problems(sample, spoiled)).as("%s of another type", name).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesTextsOfAnotherForm(String sample) throws IOException {
        JsonNode properties = schemaOf(sample).path("properties");
        for (String name : List.copyOf(read(sample).propertyNames())) {
            JsonNode schema = properties.path(name);
            if (schema.has("format") || schema.has("pattern") || schema.has("enum")) {
                ObjectNode spoiled = read(sample);
                spoiled.put(name, "no such form!");
                assertThat(problems(sample, spoiled))
                        .as("%s of another form", name)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void letsNewMembersAppear(String sample) throws IOException {
        ObjectNode newer = read(sample);
        newer.put("somethingNew", "x");

        assertThat(problems(sample, newer)).isEmpty();
    }

    @Test
    void isAnAsyncApiDocument() throws IOException {
        JsonNode document = asyncApi();

        assertThat(problemsOf(asyncApiSchema(), document)).isEmpty();
    }

    @Test
    void wouldNotBeOneWithAMessageOfNoForm() throws IOException {
        ObjectNode document = asyncApi();
        ((ObjectNode) document.required("channels").required("user")).put("messages", "all of them");

        assertThat(problemsOf(asyncApiSchema(), document)).isNotEmpty();
    }

    @Test
    void pointsOnlyToWhatIsThere() throws IOException {
        JsonNode document = asyncApi();
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isString()) {
            references.add(node.path("$ref").stringValue());
        }
        node.forEach(child -> collect(child, references));
    }

    private static ObjectNode asyncApi() throws IOException {
        Object yaml = new Yaml().load(Files.readString(PUBLISHED.resolve(PublishedContract.ASYNCAPI)));
        return (ObjectNode) JSON.<JsonNode>valueToTree(yaml);
    }

    private static Schema asyncApiSchema() throws IOException {
        try (InputStream json = PublishedContractTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
            assertThat(json).isNotNull();
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(json.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }

    /** The approved JSON of every event and revision. */
    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ObjectNode read(String sample) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(SAMPLES.resolve(sample)));
    }

    private static JsonNode schemaOf(String sample) throws IOException {
        String file = sample.replaceFirst("\\.v([0-9]+)\\.json$", "-$1.json");
        return JSON.readTree(Files.readString(PUBLISHED.resolve(PublishedContract.SCHEMAS + file)));
    }

    private static List<String> problems(String sample, JsonNode event) throws IOException {
        return problemsOf(REGISTRY.getSchema(schemaOf(sample).toString(), InputFormat.JSON), event);
    }

    private static List<String> problemsOf(Schema schema, JsonNode document) {
        return schema
                .validate(
                        document.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static Map<String, String> published() throws IOException {
        Map<String, String> published = new TreeMap<>();
        try (Stream<Path> files = Files.walk(PUBLISHED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                published.put(PUBLISHED.relativize(file).toString(), Files.readString(file));
            }
        }
        return published;
    }

    private static void write(Map<String, String> generated) throws IOException {
        for (String gone : published().keySet()) {
            Files.delete(PUBLISHED.resolve(gone));
        }
        Files.createDirectories(PUBLISHED.resolve(PublishedContract.SCHEMAS));
        for (Map.Entry<String, String> file : generated.entrySet()) {
            Files.writeString(PUBLISHED.resolve(file.getKey()), file.getValue());
        }
    }
}
