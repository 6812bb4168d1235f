package dev.latchkey.authentication;

import dev.latchkey.kernel.callers.CallersConfiguration;
import dev.latchkey.kernel.challenge.ChallengeConfiguration;
import dev.latchkey.kernel.eventstore.EventStoreConfiguration;
import dev.latchkey.kernel.management.Door;
import dev.latchkey.kernel.management.Door.Rule;
import dev.latchkey.kernel.management.ManagementConfiguration;
import dev.latchkey.kernel.messaging.MessagingConfiguration;
import dev.latchkey.kernel.migration.MigrateCommand;
import dev.latchkey.kernel.privacy.PrivacyConfiguration;
import dev.latchkey.kernel.recovery.RecoverCommand;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import dev.latchkey.kernel.tenantchanges.TenantFeedConfiguration;
import dev.latchkey.kernel.ticket.TicketConfiguration;
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
    CallersConfiguration.class,
    TenantConfiguration.class,
    TenantFeedConfiguration.class,
    TicketConfiguration.class,
    PrivacyConfiguration.class,
    EventStoreConfiguration.class,
    MessagingConfiguration.class,
    ChallengeConfiguration.class,
    ManagementConfiguration.class
})
public class AuthenticationService {

    public static void main(String[] arguments) {
        MigrateCommand.runIfNamed(arguments);
        RecoverCommand.runIfNamed(List.of(OwnFacts.class), arguments);
        SpringApplication.run(AuthenticationService.class, arguments);
    }

    @Bean
    Door door() {
        return new Door(
                List.of(
                        Rule.get("/api/v2/users/*/authentication-methods", "read:authentication_methods"),
                        Rule.get("/api/v2/users/*/authentication-methods/*", "read:authentication_methods")),
                List.of("/passkey/challenge"));
    }
}
