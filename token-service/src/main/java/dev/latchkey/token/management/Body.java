package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.management.OperatorBody;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an object of a request member by member, and refuses what is wrong in the manner of Auth0's payload validation.
 *
 * <p>A member that is null is passed on as null: in a PATCH it takes the setting away.
 */
final class Body {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_MESSAGE = 400;
    private static final int MOST_LIST_ENTRIES = 100;

    private final ObjectNode json;
    private final String path;
    private final Set<String> known = new HashSet<>();

    private Body(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static Body of(HttpServletRequest request) {
        return StrictJson.parse(OperatorBody.bytes(request))
                .map(json -> new Body(json, ""))
                .orElseThrow(() -> invalid("the body must be a well-formed JSON object"));
    }

    /** The objects of a body that is an array. */
    static List<Body> allOf(HttpServletRequest request, int most) {
        ArrayNode array = StrictJson.parseArray(OperatorBody.bytes(request))
                .filter(entries -> !entries.isEmpty() && entries.size() <= most)
                .orElseThrow(() -> invalid("the body must be a well-formed JSON array of 1 to " + most + " objects"));
        return array.valueStream().map(entry -> objectIn(entry, "")).toList();
    }

    static ManagementException invalid(String problem) {
        return ManagementException.badRequest(
                "Payload validation error: '" + shortened(problem) + "'.", "invalid_body");
    }

    static ManagementException invalid(String problem, String property) {
        return ManagementException.badRequest(
                "Payload validation error: '" + shortened(problem) + "' on property " + shortened(property) + ".",
                "invalid_body");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    }

    Collection<String> names() {
        return json.propertyNames();
    }

    boolean has(String name) {
        known.add(name);
        return json.has(name);
    }

    boolean isNull(String name) {
        return has(name) && json.get(name).isNull();
    }

    /** Whether there is a value. */
    boolean hasValue(String name) {
        return has(name) && !json.get(name).isNull();
    }

    void require(String name) {
        if (!has(name)) {
            throw invalid("Missing required property: " + path + name);
        }
        if (isNull(name)) {
            throw wrongType(name, "string");
        }
    }

    Optional<String> text(String name, int most) {
        if (!hasValue(name)) {
            return Optional.empty();
        }
        JsonNode value = json.get(name);
        if (!value.isString()) {
            throw wrongType(name, "string");
        }
        return Optional.of(bounded(name, value.stringValue(), most));
    }

    private String bounded(String name, String text, int most) {
        if (text.length() > most) {
            throw invalid("String is too long (" + text.length() + " chars), maximum " + most, path + name);
        }
        return text;
    }

    Optional<Boolean> flag(String name) {
        if (!hasValue(name)) {
            return Optional.empty();
        }
        if (!json.get(name).isBoolean()) {
            throw wrongType(name, "boolean");
        }
        return Optional.of(json.get(name).booleanValue());
    }

    Optional<Long> integer(String name) {
        if (!hasValue(name)) {
            return Optional.empty();
        }
        JsonNode value = json.get(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrongType(name, "integer");
        }
        return Optional.of(value.longValue());
    }

    Optional<List<String>> texts(String name, int most) {
        if (!hasValue(name)) {
            return Optional.empty();
        }
        if (!(json.get(name) instanceof ArrayNode array)) {
            throw wrongType(name, "array");
        }
        if (array.size() > MOST_LIST_ENTRIES) {
            throw invalid("Array is too long (" + array.size() + "), maximum " + MOST_LIST_ENTRIES, path + name);
        }
        return Optional.of(array.valueStream()
                .map(entry -> {
                    if (!entry.isString()) {
                        throw invalid("Expected type string but found type " + typeOf(entry), path + name + "/entry");
                    }
                    return bounded(name, entry.stringValue(), most);
                })
                .toList());
    }

    Optional<String> oneOf(String name, Set<String> values) {
        Optional<String> text = text(name, Integer.MAX_VALUE);
        if (text.isPresent() && !values.contains(text.get())) {
            throw invalid("No enum match for: " + text.get(), path + name);
        }
        return text;
    }

    Optional<Body> object(String name) {
        return hasValue(name) ? Optional.of(objectIn(json.get(name), path + name)) : Optional.empty();
    }

    List<Body> objects(String name) {
        if (!hasValue(name)) {
            return List.of();
        }
        if (!(json.get(name) instanceof ArrayNode array) || array.size() > MOST_LIST_ENTRIES) {
            throw wrongType(name, "array");
        }
        return array.valueStream().map(entry -> objectIn(entry, path + name)).toList();
    }

    private static Body objectIn(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return new Body(object, path.isEmpty() ? "" : path + '.');
        }
        throw invalid("Expected type object but found type " + typeOf(node), path.isEmpty() ? "body" : path);
    }

    /** Passes a member on that is there, read in whichever way. */
    void pass(String name, Map<String, @Nullable Object> target, String key, Optional<?> read) {
        if (has(name)) {
            target.put(key, read.orElse(null));
        }
    }

    /** Passes a member on as it is; nothing here acts on it. */
    void keep(String name, Map<String, @Nullable Object> target) {
        if (has(name)) {
            target.put(name, isNull(name) ? null : JSON.treeToValue(json.get(name), Object.class));
        }
    }

    /** Everything that is there, as it is. */
    Object kept() {
        return JSON.treeToValue(json, Object.class);
    }

    /** Features that this server does not have can be switched off, but not on. */
    void onlyOff(Set<String> names) {
        for (String name : names) {
            if (has(name) && !isOff(json.get(name))) {
                throw invalid("This server does not support it", path + name);
            }
        }
    }

    private static boolean isOff(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.valueStream().allMatch(Body::isOff));
    }

    /** The end of reading: whatever has not been looked at is not known here. */
    void refuseOthers() {
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid("Additional properties not allowed: " + path + name);
            }
        }
    }

    private ManagementException wrongType(String name, String expected) {
        return invalid("Expected type " + expected + " but found type " + typeOf(json.get(name)), path + name);
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "null";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
        };
    }
}
