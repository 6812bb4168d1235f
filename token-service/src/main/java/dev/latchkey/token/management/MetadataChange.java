package dev.latchkey.token.management;

import dev.latchkey.kernel.people.MetadataNames;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a request changes a person's metadata, as Auth0 does it: its members take the place of those with the same name, null
 * takes one away, an empty object takes all away.
 *
 * @param given false when the request does not speak of them
 * @param members with null for those to be taken away
 */
record MetadataChange(String name, boolean given, Map<String, @Nullable Object> members) {

    private static final int MOST_CHARACTERS = 16_384;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS = new TypeReference<>() {};

    /**
     * Reads the member of this name.
     *
     * @throws ApiException 400 {@code invalid_request} that names what is wrong
     */
    static MetadataChange of(ObjectNode body, String name) {
        ObjectNode metadata = StrictJson.optionalObject(body, name).orElse(null);
        if (metadata == null) {
            return new MetadataChange(name, body.has(name), Map.of());
        }
        metadata.propertyNames().forEach(member -> MetadataNames.check(name, member));
        return new MetadataChange(name, true, JSON.convertValue(metadata, MEMBERS));
    }

    /** What they are afterwards; nothing when there are none. */
    @Nullable
    Map<String, Object> applyTo(@Nullable Map<String, Object> known) {
        if (!given) {
            return known;
        }
        Map<String, Object> after = new LinkedHashMap<>();
        if (known != null && !members.isEmpty()) {
            after.putAll(known);
        }
        members.forEach((member, value) -> {
            if (value == null) {
                after.remove(member);
            } else {
                after.put(member, value);
            }
        });
        if (JSON.writeValueAsString(after).length() > MOST_CHARACTERS) {
            throw ApiException.invalidRequest(
                    '"' + name + "\" must have at most " + MOST_CHARACTERS + " characters of JSON");
        }
        return after.isEmpty() ? null : after;
    }
}
