package dev.latchkey.token.extensions;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/** Everything below {@code latchkey.extensions}: the folder of their jars, and for each extension what it is to know. */
final class ExtensionsProperties {

    static final String FOLDER = "folder";

    private static final String PREFIX = "latchkey.extensions";

    private final Binder binder;

    ExtensionsProperties(Environment environment) {
        this.binder = Binder.get(environment);
    }

    /** Where their jars lie, if the configuration says so. */
    Optional<Path> folder() {
        String folder = binder.bind(PREFIX + "." + FOLDER, String.class).orElse("");
        return folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder.strip()));
    }

    /** What stands there of an extension, or else the defaults. */
    ExtensionProperties of(String name) {
        try {
            return binder.bindOrCreate(
                    PREFIX + "." + name,
                    Bindable.of(ExtensionProperties.class),
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        } catch (BindException wrong) {
            throw new InvalidExtensionException(
                    "%s.%s: %s".formatted(PREFIX, name, deepest(wrong).getMessage()), wrong);
        }
    }

    /** Stops the start when something is configured that is not there. */
    void refuseOthersThan(Set<String> names) {
        Set<String> known = names.stream().map(ExtensionsProperties::uniform).collect(Collectors.toSet());
        binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElseGet(Map::of)
                .keySet()
                .forEach(name -> {
                    if (!name.equals(FOLDER) && !known.contains(uniform(name))) {
                        throw new InvalidExtensionException(
                                "%s.%s is configured, but there is no extension of this name; there are: %s"
                                        .formatted(PREFIX, name, names));
                    }
                });
    }

    /** An environment variable has no dashes and no capitals. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Throwable deepest(Throwable problem) {
        return problem.getCause() == null ? problem : deepest(problem.getCause());
    }
}
