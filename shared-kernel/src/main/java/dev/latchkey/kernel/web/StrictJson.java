package dev.latchkey.kernel.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies so that two readers cannot understand them differently: UTF-8 and nothing else, no duplicate
 * members, nothing behind the object, bounded depth, names and numbers (HOSTILE 13, 14, 95).
 */
public final class StrictJson {

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int MOST_DEPTH = 16;
    private static final int MOST_NUMBER_CHARACTERS = 32;
    private static final int MOST_NAME_CHARACTERS = 256;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxNumberLength(MOST_NUMBER_CHARACTERS)
                            .maxNameLength(MOST_NAME_CHARACTERS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /**
     * Reads a JSON object.
     *
     * @throws ApiException 400 {@code invalid_request} when the bytes are anything else
     */
    public static ObjectNode readObject(byte[] body) {
        return parse(body)
                .orElseThrow(() -> ApiException.invalidRequest("The request body must be a well-formed JSON object."));
    }

    /**
     * Reads a JSON array.
     *
     * @throws ApiException 400 {@code invalid_request} when the bytes are anything else
     */
    public static ArrayNode readArray(byte[] body) {
        return parse(body, ArrayNode.class)
                .orElseThrow(() -> ApiException.invalidRequest("The request body must be a well-formed JSON array."));
    }

    /** Reads a JSON object; empty when the bytes are anything else. */
    public static Optional<ObjectNode> parse(byte[] bytes) {
        return parse(bytes, ObjectNode.class);
    }

    /** Reads a JSON array; empty when the bytes are anything else. */
    public static Optional<ArrayNode> parseArray(byte[] bytes) {
        return parse(bytes, ArrayNode.class);
    }

    private static <T extends JsonNode> Optional<T> parse(byte[] bytes, Class<T> kind) {
        try {
            JsonNode node = JSON.readTree(decode(bytes));
            return kind.isInstance(node) && isText(node) ? Optional.of(kind.cast(node)) : Optional.empty();
        } catch (JacksonException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** Half a surrogate pair, which only an escape can bring in, is no character: the next reader would make another of it. */
    private static boolean isText(JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                object.properties().stream().allMatch(member -> isText(member.getKey()) && isText(member.getValue()));
            case ArrayNode array -> array.valueStream().allMatch(StrictJson::isText);
            default -> !node.isString() || isText(node.stringValue());
        };
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** The parser itself would guess UTF-16 and UTF-32 and take overlong forms. A byte order mark is no part of the text. */
    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /**
     * The text of a member that must be there.
     *
     * @throws ApiException 400 {@code invalid_request} when it is missing or no text
     */
    public static String requiredText(ObjectNode object, String name) {
        return optionalText(object, name).orElseThrow(() -> ApiException.invalidRequest('"' + name + "\" is required"));
    }

    /**
     * The text of a member that may be missing or null.
     *
     * @throws ApiException 400 {@code invalid_request} when it is no text
     */
    public static Optional<String> optionalText(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw ApiException.invalidRequest('"' + name + "\" must be of type string");
        }
        return Optional.of(value.stringValue());
    }

    /**
     * The object of a member that must be there.
     *
     * @throws ApiException 400 {@code invalid_request} when it is missing or no object
     */
    public static ObjectNode requiredObject(ObjectNode object, String name) {
        return optionalObject(object, name)
                .orElseThrow(() -> ApiException.invalidRequest('"' + name + "\" is required"));
    }

    /**
     * The object of a member that may be missing or null.
     *
     * @throws ApiException 400 {@code invalid_request} when it is no object
     */
    public static Optional<ObjectNode> optionalObject(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode child) {
            return Optional.of(child);
        }
        throw ApiException.invalidRequest('"' + name + "\" must be of type object");
    }

    /**
     * The truth value of a member that may be missing or null.
     *
     * @throws ApiException 400 {@code invalid_request} when it is none
     */
    public static Optional<Boolean> optionalTruth(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw ApiException.invalidRequest('"' + name + "\" must be of type boolean");
        }
        return Optional.of(value.booleanValue());
    }
}
