package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.UserId;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of a fact, read from its record: what is {@code @Nullable} may be absent, everything else is required.
 *
 * <p>Only words that mean the same in draft 7 and in 2020-12, so that the schemas can stand in an AsyncAPI document.
 */
final class EventSchemas {

    /** Encrypted with the person's key. */
    private static final Set<String> ENCRYPTED = Set.of("circumstances", "personalData");

    private static final String BASE64URL = "^[A-Za-z0-9_-]+$";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventSchemas() {}

    static Map<String, Object> ofFact(Class<? extends Event> fact) {
        return record(fact);
    }

    private static Map<String, Object> record(Class<?> type) {
        Explanations explanations = Explanations.of(type);
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, Object> schema = protectedIfNeedBe(component, of(component.getAnnotatedType()));
            explanations.of(component.getName()).ifPresent(text -> describe(schema, text));
            properties.put(component.getName(), schema);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", explanations.ofType());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    /** Says which texts are not readable. */
    private static Map<String, Object> protectedIfNeedBe(RecordComponent component, Map<String, Object> schema) {
        String name = component.getName();
        if (ENCRYPTED.contains(name)) {
            schema.put("pattern", BASE64URL);
            schema.put("x-latchkey-protection", "encrypted");
        } else if (component.getType() == String.class && (name.equals("hash") || name.endsWith("Hash"))) {
            schema.put("pattern", BASE64URL);
            schema.put("x-latchkey-protection", "hashed");
        }
        return schema;
    }

    private static void describe(Map<String, Object> schema, String text) {
        schema.put("description", text);
    }

    private static Map<String, Object> of(AnnotatedType type) {
        Type raw = type.getType();
        if (raw instanceof ParameterizedType parameterized) {
            AnnotatedType[] arguments = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments();
            if (parameterized.getRawType() == List.class) {
                return map("type", "array", "items", of(arguments[0]));
            }
            if (parameterized.getRawType() == Map.class) {
                return map("type", "object", "additionalProperties", of(arguments[1]));
            }
        }
        return of((Class<?>) raw);
    }

    private static Map<String, Object> of(Class<?> type) {
        if (type.isEnum()) {
            return enumeration(type);
        }
        if (type == String.class) {
            return map("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return map("type", "boolean");
        }
        if (type == long.class || type == int.class || type == Integer.class || type == Long.class) {
            return map("type", "integer");
        }
        if (type == Instant.class) {
            return map("type", "string", "format", "date-time");
        }
        if (type == UUID.class || type == SessionId.class || type == GrantId.class) {
            return map("type", "string", "format", "uuid");
        }
        if (type == UserId.class) {
            return map("type", "string", "pattern", "^auth0\\|[0-9a-f]{24}$");
        }
        if (type == PasskeyId.class) {
            return map("type", "string", "pattern", "^passkey\\|dev_[A-Za-z0-9_-]{16}$");
        }
        if (type == CredentialId.class) {
            return map("type", "string", "pattern", BASE64URL);
        }
        if (type == Settings.class) {
            return map("type", "object");
        }
        if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalStateException("there is no schema of " + type + " yet");
    }

    /** Later versions may add values. */
    private static Map<String, Object> enumeration(Class<?> type) {
        return map(
                "type",
                "string",
                "enum",
                Stream.of(type.getEnumConstants())
                        .map(value -> JSON.valueToTree(value).stringValue())
                        .toList());
    }

    private static Map<String, Object> map(String name, Object value, Object... more) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(name, value);
        for (int i = 0; i < more.length; i += 2) {
            map.put(more[i].toString(), more[i + 1]);
        }
        return map;
    }
}
