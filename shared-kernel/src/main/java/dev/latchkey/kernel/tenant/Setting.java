package dev.latchkey.kernel.tenant;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules that settings of all kinds share; each names the key of what breaks it. */
final class Setting {

    private static final long LONGEST_LIFETIME_SECONDS = 2_592_000;

    private Setting() {}

    interface Reader<P, T> {
        T read(String key, P properties);
    }

    /** Reads a list, each entry under its own key. */
    static <P, T> List<T> all(String list, List<P> properties, Reader<P, T> reader) {
        return IntStream.range(0, properties.size())
                .mapToObj(index -> reader.read(list + "[" + index + "]", properties.get(index)))
                .toList();
    }

    static <T> void unique(String list, List<T> values, Function<T, String> name, String key) {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, values.size()).forEach(index -> {
            String value = name.apply(values.get(index));
            if (!seen.add(value)) {
                throw new InvalidTenantException(list + "[" + index + "]." + key, value + " stands here a second time");
            }
        });
    }

    static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidTenantException(key, "a value is needed");
        }
        return value;
    }

    static String matching(String key, @Nullable String value, Pattern pattern, String description) {
        String text = required(key, value);
        if (!pattern.matcher(text).matches()) {
            throw new InvalidTenantException(key, text + " must be " + description);
        }
        return text;
    }

    /** A name of an enum, in lower case as the configuration writes it. */
    static <E extends Enum<E>> E oneOf(String key, Class<E> type, @Nullable String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new InvalidTenantException(
                key,
                "must be one of "
                        + String.join(
                                ", ",
                                List.of(type.getEnumConstants()).stream()
                                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        + ", not " + text);
    }

    static int between(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidTenantException(key, "must lie between " + least + " and " + most);
        }
        return value;
    }

    /** The lifetime of a token that cannot be taken back: at most 30 days (CONTRACT section 6). */
    static Duration tokenLifetime(String key, long seconds) {
        return seconds(key, seconds, 1, LONGEST_LIFETIME_SECONDS);
    }

    static Duration seconds(String key, long seconds, long least, long most) {
        if (seconds < least || seconds > most) {
            throw new InvalidTenantException(key, "must lie between " + least + " and " + most);
        }
        return Duration.ofSeconds(seconds);
    }
}
