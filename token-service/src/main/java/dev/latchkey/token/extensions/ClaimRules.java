package dev.latchkey.token.extensions;

import dev.latchkey.extension.ExtraClaims;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an extension may add to a token: claims that are called by an https URL, of plain JSON values, not too much of it.
 *
 * <p>So none can stand in the place of a claim that means something to us or to any standard.
 */
final class ClaimRules {

    static final int MOST_BYTES = 4096;

    private static final Logger log = LoggerFactory.getLogger(ClaimRules.class);
    private static final Pattern NAME = Pattern.compile(
            "https://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?(?::[0-9]{1,5})?/[!-~&&[^\"\\\\<>^`{|}]]{1,256}");
    private static final int DEEPEST = 8;
    private static final int MOST_WARNINGS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    /** Copies of the claims that are allowed; the others are left out, with a warning the first time. */
    ExtraClaims allowed(String extension, ExtraClaims claims) {
        return new ExtraClaims(of(extension, claims.accessToken()), of(extension, claims.idToken()));
    }

    private Map<String, Object> of(String extension, Map<String, Object> claims) {
        Map<String, Object> allowed = new LinkedHashMap<>();
        claims.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                warn(extension, "a claim whose name is no https URL");
            } else if (isJson(value, 0)) {
                allowed.put(name, copyOf(value));
            } else {
                warn(extension, name + ", whose value is not of JSON");
            }
        });
        if (JSON.writeValueAsString(allowed).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("more than %d bytes of claims".formatted(MOST_BYTES));
        }
        return allowed;
    }

    private static boolean isJson(@Nullable Object value, int depth) {
        return depth < DEEPEST
                && switch (value) {
                    case null -> false;
                    case String text -> true;
                    case Boolean truth -> true;
                    case Double number -> Double.isFinite(number);
                    case Float number -> Float.isFinite(number);
                    case Integer number -> true;
                    case Long number -> true;
                    case Short number -> true;
                    case Byte number -> true;
                    case BigInteger number -> true;
                    case BigDecimal number -> true;
                    case List<?> list -> list.stream().allMatch(item -> isJson(item, depth + 1));
                    case Map<?, ?> object ->
                        object.entrySet().stream()
                                .allMatch(member ->
                                        member.getKey() instanceof String && isJson(member.getValue(), depth + 1));
                    default -> false;
                };
    }

    private static Object copyOf(Object value) {
        return switch (value) {
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(copyOf(item)));
                yield copy;
            }
            case Map<?, ?> object -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                object.forEach((name, member) -> copy.put(name.toString(), copyOf(member)));
                yield copy;
            }
            default -> value;
        };
    }

    private void warn(String extension, String what) {
        if (warnedOf.size() < MOST_WARNINGS && warnedOf.add(extension + " " + what)) {
            log.warn("extension {} adds {}: it is left out", extension, what);
        }
    }
}
