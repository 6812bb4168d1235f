package dev.latchkey.audit.read.logs;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The schemas of tenant logs that Auth0 publishes. */
final class TestLogSchemas {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private TestLogSchemas() {}

    /** What is wrong with a log; nothing. */
    static List<String> problemsOf(JsonNode log) {
        String schema = schemaOf(log.path("type").asString(""));
        return SCHEMAS
                .getSchema(schema, InputFormat.JSON)
                .validate(
                        log.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(problem -> log.path("type") + ": " + problem)
                .toList();
    }

    private static String schemaOf(String type) {
        try (InputStream schema =
                TestLogSchemas.class.getResourceAsStream("/auth0-log-schemas/" + type + ".schema.json")) {
            if (schema == null) {
                throw new AssertionError("no schema of type " + type);
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
