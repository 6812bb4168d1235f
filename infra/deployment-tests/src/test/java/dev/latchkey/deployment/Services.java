package dev.latchkey.deployment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** What the services say of themselves. */
public final class Services {

    /** The services behind the gateway. */
    public static final List<String> NAMES =
            List.of("registration-service", "authentication-service", "token-service", "audit-service");

    private Services() {}

    /** Where a service answers. */
    public static int port(String service) {
        return (int) Objects.requireNonNull(map(settings(service).get("server")).get("port"));
    }

    /** Where its health is. */
    public static int managementPort(String service) {
        Map<?, ?> management = map(settings(service).get("management"));
        return (int) Objects.requireNonNull(map(management.get("server")).get("port"));
    }

    /** The text of its own configuration. */
    public static String configuration(String service) {
        return Project.read(service + "/src/main/resources/application.yaml");
    }

    private static Map<?, ?> settings(String service) {
        return map(new Yaml().load(configuration(service)));
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}
