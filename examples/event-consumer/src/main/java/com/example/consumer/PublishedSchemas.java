package com.example.consumer;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of docs/events/schemas: an event that does not keep to its own is looked at by a person, not by the program. */
final class PublishedSchemas {

    private final Path folder;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Optional<Schema>> known = new ConcurrentHashMap<>();

    PublishedSchemas(Path folder) {
        this.folder = folder;
    }

    /** Whether there is a schema of it: an event of a later version has none here. */
    boolean know(Event event) {
        return of(event).isPresent();
    }

    /** Whether it keeps to its schema. */
    boolean allow(Event event) {
        return of(event)
                .map(schema -> schema.validate(event.data().toString(), InputFormat.JSON)
                        .isEmpty())
                .orElse(false);
    }

    private Optional<Schema> of(Event event) {
        return known.computeIfAbsent(event.schema(), this::read);
    }

    private Optional<Schema> read(String name) {
        Path file = folder.resolve(name + ".json");
        if (!name.matches("[a-z-]+-[0-9]+") || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(registry.getSchema(Files.readString(file), InputFormat.JSON));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
