package dev.latchkey.token;

import dev.latchkey.testing.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One more running instance of the service, beside the one that a test context has. */
public record ServiceInstance(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts one on this database. */
    public static ServiceInstance on(TestDatabase database) {
        return on(database, Clock.tickMillis(ZoneOffset.UTC), Map.of());
    }

    /** Starts one that lives by this clock; the properties take the place of those it would have. */
    public static ServiceInstance on(TestDatabase database, Clock clock, Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(database.properties("token"));
        all.put("server.port", 0);
        all.put("management.server.port", 0);
        all.put("spring.config.additional-location", TestService.CONFIGURATION);
        all.putAll(properties);
        String[] arguments = all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new ServiceInstance(new SpringApplicationBuilder(TokenServiceApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("testClock", clock))
                .run(arguments));
    }

    public TokenEndpoint endpoint() {
        return endpointAt("local.server.port");
    }

    /** The operators' door. */
    public TokenEndpoint management() {
        return endpointAt("local.management.port");
    }

    private TokenEndpoint endpointAt(String port) {
        return new TokenEndpoint(context.getEnvironment().getRequiredProperty(port, Integer.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
