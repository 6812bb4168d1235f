package dev.latchkey.kernel.tenant;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The keys that {@link TenantProperties} reads; a misspelt one must not silently leave a default in place.
 *
 * <p>Spring's own check ({@code ignoreUnknownFields}) overlooks keys of an object within a list's entry.
 */
final class KnownKeys {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("latchkey.tenant");
    private static final String ENTRY = ".0";

    private final Set<String> known = new HashSet<>();

    private KnownKeys() {
        add(PREFIX.toString(), TenantProperties.class);
    }

    /**
     * Checks the configuration.
     *
     * @throws InvalidTenantException for a key that nothing reads
     */
    static void requireIn(Environment environment) {
        KnownKeys keys = new KnownKeys();
        ConfigurationPropertySources.get(environment).forEach(source -> {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream().filter(PREFIX::isAncestorOf).forEach(keys::require);
            }
        });
    }

    private void require(ConfigurationPropertyName name) {
        StringBuilder key = new StringBuilder();
        for (int index = 0; index < name.getNumberOfElements(); index++) {
            boolean entry = name.isNumericIndex(index);
            key.append(index == 0 ? "" : ".").append(entry ? "0" : name.getElement(index, Form.UNIFORM));
        }
        if (!known.contains(key.toString())) {
            throw new InvalidTenantException(name.toString(), "is not a setting");
        }
    }

    private void add(String prefix, Type type) {
        if (type instanceof ParameterizedType list) {
            known.add(prefix);
            add(prefix + ENTRY, list.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                add(prefix + "." + uniform(component.getName()), component.getGenericType());
            }
        } else {
            known.add(prefix);
        }
    }

    private static String uniform(String name) {
        return ConfigurationPropertyName.adapt(name, '.').getElement(0, Form.UNIFORM);
    }
}
