package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.people.CheckedText;
import dev.latchkey.kernel.people.MetadataNames;
import dev.latchkey.kernel.web.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code user_metadata}: a few texts that an application keeps with a person (CONTRACT section 2.1). */
final class MetadataReader {

    private static final int MOST_FIELDS = 10;
    private static final int MOST_VALUE_CHARACTERS = 500;

    private MetadataReader() {}

    /**
     * Reads the metadata.
     *
     * @throws ApiException 400 {@code invalid_request} that names what is wrong
     */
    static Map<String, String> read(ObjectNode metadata) {
        if (metadata.size() > MOST_FIELDS) {
            throw ApiException.invalidRequest("\"user_metadata\" must have at most " + MOST_FIELDS + " fields");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            String name = MetadataNames.check("user_metadata", field.getKey());
            if (fields.put(name, value(metadata, field.getKey())) != null) {
                throw ApiException.invalidRequest("\"user_metadata." + name + "\" stands there twice");
            }
        }
        return fields;
    }

    private static String value(ObjectNode metadata, String key) {
        JsonNode value = metadata.get(key);
        if (value == null || !value.isString()) {
            throw ApiException.invalidRequest("\"user_metadata." + key + "\" must be of type string");
        }
        return CheckedText.of("\"user_metadata." + key + "\"", value.stringValue(), 0, MOST_VALUE_CHARACTERS);
    }
}
