package dev.latchkey.kernel.tenantchanges;

import dev.latchkey.kernel.tenant.Tenant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For the service that decides about the tenant; its tables come from the Flyway migration {@code db/tenant}. */
@Configuration(proxyBeanMethods = false)
public class TenantChangesConfiguration {

    @Bean
    TenantTable tenantTable(JdbcClient jdbc) {
        return new TenantTable(jdbc);
    }

    @Bean
    TenantFollower tenantFollower(Tenant tenant, TenantTable table) {
        return new TenantFollower(tenant, table);
    }
}
