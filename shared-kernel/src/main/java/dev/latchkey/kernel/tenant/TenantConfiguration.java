package dev.latchkey.kernel.tenant;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads and validates the tenant at start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenantProperties.class)
public class TenantConfiguration {

    @Bean
    Tenant tenant(TenantProperties properties, Environment environment) {
        KnownKeys.requireIn(environment);
        return new Tenant(properties);
    }
}
