package dev.latchkey.audit;

import dev.latchkey.kernel.management.Door;
import dev.latchkey.kernel.management.Door.Rule;
import dev.latchkey.kernel.management.ManagementConfiguration;
import dev.latchkey.kernel.messaging.FeedConfiguration;
import dev.latchkey.kernel.migration.MigrateCommand;
import dev.latchkey.kernel.privacy.PrivacyConfiguration;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import dev.latchkey.kernel.tenantchanges.TenantFeedConfiguration;
import dev.latchkey.kernel.web.WebConfiguration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts the service. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({
    WebConfiguration.class,
    TenantConfiguration.class,
    TenantFeedConfiguration.class,
    PrivacyConfiguration.class,
    ManagementConfiguration.class,
    FeedConfiguration.class
})
public class AuditService {

    public static void main(String[] arguments) {
        MigrateCommand.runIfNamed(arguments);
        SpringApplication.run(AuditService.class, arguments);
    }

    @Bean
    Door door() {
        return new Door(
                List.of(
                        Rule.get("/api/v2/logs", "read:logs"),
                        Rule.get("/api/v2/logs/*", "read:logs"),
                        Rule.get("/api/v2/users/*/logs", "read:logs", "read:logs_users"),
                        Rule.get("/audit/v1/**", "read:audit")),
                List.of("/audit/v1/keys"));
    }
}
