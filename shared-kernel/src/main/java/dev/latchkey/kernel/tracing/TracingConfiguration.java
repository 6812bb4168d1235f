package dev.latchkey.kernel.tracing;

import dev.latchkey.tracing.Tracing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the one {@link Tracing} of a service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingConfiguration {

    @Bean(destroyMethod = "close")
    Tracing tracing(TracingProperties properties, @Value("${spring.application.name:service}") String service) {
        return Tracing.of(properties.settings(), service);
    }
}
