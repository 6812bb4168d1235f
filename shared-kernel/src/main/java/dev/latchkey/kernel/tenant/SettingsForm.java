package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.values.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the records of {@link TenantProperties} into settings and back.
 *
 * <p>They are read as the configuration file is, so that both have the same words, defaults and rules.
 */
final class SettingsForm {

    private static final String ROOT = "entry";
    private static final JsonMapper KEBAB_CASE = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private SettingsForm() {}

    static Settings write(Record properties) {
        return new Settings(KEBAB_CASE.convertValue(properties, MEMBERS));
    }

    /**
     * Reads settings; what is not there has its default.
     *
     * @throws InvalidTenantException when a value is of another type
     */
    static <P> P read(Settings settings, Class<P> type) {
        Map<String, Object> properties = new HashMap<>();
        flatten(ROOT, settings.members(), properties);
        try {
            return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(ROOT, type);
        } catch (BindException unreadable) {
            String name = unreadable.getName().toString();
            throw new InvalidTenantException(
                    name.substring(Math.min(name.length(), ROOT.length() + 1)), "is of another type");
        }
    }

    private static void flatten(String key, Object value, Map<String, Object> properties) {
        switch (value) {
            case Map<?, ?> object -> object.forEach((name, member) -> flatten(key + '.' + name, member, properties));
            case List<?> list when list.isEmpty() -> properties.put(key, "");
            case List<?> list -> {
                for (int index = 0; index < list.size(); index++) {
                    flatten(key + '[' + index + ']', list.get(index), properties);
                }
            }
            default -> properties.put(key, value);
        }
    }
}
