package dev.latchkey.kernel.tenantchanges;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table alone, for who only writes it. */
@Configuration(proxyBeanMethods = false)
public class TenantTableConfiguration {

    @Bean
    TenantTable tenantTable(JdbcClient jdbc) {
        return new TenantTable(jdbc);
    }
}
