package dev.latchkey.testing;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The endpoints of a service beside those of the API description; one is written as its method and path, {@code GET /userinfo}. */
public final class DescribedEndpoints {

    /** The description belongs to the gateway, which no service knows; tests run in the folder of their module. */
    private static final Path DESCRIPTION = Path.of("../infra/gateway/src/main/resources/public/openapi.json");

    /** Where the container sends what it refuses: no route leads there. */
    private static final String ERROR = "/error";

    private DescribedEndpoints() {}

    /** All that the description names. */
    public static Set<String> described() {
        Set<String> endpoints = new TreeSet<>();
        JsonMapper.shared().readTree(DESCRIPTION).required("paths").forEachEntry((path, item) -> item.propertyNames()
                .forEach(method -> endpoints.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return endpoints;
    }

    /** All that a service maps; an endpoint that takes any method is written without one, and so is never described. */
    public static Set<String> of(RequestMappingHandlerMapping mappings) {
        Set<String> endpoints = new TreeSet<>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> endpoints.addAll(endpoints(mapping)));
        endpoints.removeIf(endpoint -> endpoint.endsWith(" " + ERROR));
        return endpoints;
    }

    private static Set<String> endpoints(RequestMappingInfo mapping) {
        Set<String> endpoints = new TreeSet<>();
        for (String path : mapping.getPatternValues()) {
            Set<?> methods = mapping.getMethodsCondition().getMethods();
            Stream<?> named = methods.isEmpty() ? Stream.of("") : methods.stream();
            named.forEach(method -> endpoints.add(method + " " + path));
        }
        return endpoints;
    }
}
