package dev.latchkey.deployment.compose;

import dev.latchkey.deployment.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** A compose file as its YAML says, anchors and merges resolved. */
record ComposeFile(Map<String, Object> content) {

    static ComposeFile read(String path) {
        return new ComposeFile(map(new Yaml().load(Project.read(path))));
    }

    Map<String, Object> services() {
        return part("services");
    }

    Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    Map<String, Object> part(String name) {
        return map(content.get(name));
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        Object values = service(service).get("environment");
        if (values != null) {
            map(values).forEach((key, value) -> environment.put(key, value.toString()));
        }
        return environment;
    }

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(value)).forEach((key, each) -> map.put(key.toString(), each));
        return map;
    }

    static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
