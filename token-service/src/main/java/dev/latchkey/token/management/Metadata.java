package dev.latchkey.token.management;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators note in their own words: a few names with short texts; null takes one away. */
final class Metadata {

    private Metadata() {}

    static void pass(Body body, String name, Map<String, @Nullable Object> descriptions, int most, int longest) {
        if (body.isNull(name)) {
            descriptions.put(name, null);
        }
        body.object(name).ifPresent(metadata -> {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            for (String entry : metadata.names()) {
                if (entry.isEmpty() || entry.length() > longest) {
                    throw Body.invalid("Names have 1 to " + longest + " characters", name);
                }
                metadata.pass(entry, entries, entry, metadata.text(entry, longest));
            }
            if (entries.size() > most) {
                throw Body.invalid("Too many properties defined (" + entries.size() + "), maximum " + most, name);
            }
            descriptions.put(name, entries);
        });
    }
}
