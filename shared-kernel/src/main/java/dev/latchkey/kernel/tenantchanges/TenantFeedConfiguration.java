package dev.latchkey.kernel.tenantchanges;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** For every other service: the same, with a projection that learns of the changes through Kafka. */
@Configuration(proxyBeanMethods = false)
@Import(TenantChangesConfiguration.class)
public class TenantFeedConfiguration {

    @Bean
    TenantProjection tenantProjection(TenantTable table) {
        return new TenantProjection(table);
    }
}
