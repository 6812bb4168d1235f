package dev.latchkey.kernel.tenantchanges;

import dev.latchkey.kernel.tenant.Tenant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** For the service that decides about the tenant; its tables come from the Flyway migration {@code db/tenant}. */
@Configuration(proxyBeanMethods = false)
@Import(TenantTableConfiguration.class)
public class TenantChangesConfiguration {

    @Bean
    TenantFollower tenantFollower(Tenant tenant, TenantTable table) {
        return new TenantFollower(tenant, table);
    }
}
