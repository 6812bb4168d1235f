package dev.latchkey.registration;

import dev.latchkey.kernel.callers.CallersConfiguration;
import dev.latchkey.kernel.challenge.ChallengeConfiguration;
import dev.latchkey.kernel.eventstore.EventStoreConfiguration;
import dev.latchkey.kernel.management.Door;
import dev.latchkey.kernel.management.Door.Rule;
import dev.latchkey.kernel.management.ManagementConfiguration;
import dev.latchkey.kernel.messaging.MessagingConfiguration;
import dev.latchkey.kernel.migration.MigrateCommand;
import dev.latchkey.kernel.myaccount.MyAccountConfiguration;
import dev.latchkey.kernel.myaccount.MyAccountTokens;
import dev.latchkey.kernel.privacy.PrivacyConfiguration;
import dev.latchkey.kernel.recovery.RecoverCommand;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import dev.latchkey.kernel.tenantchanges.TenantFeedConfiguration;
import dev.latchkey.kernel.ticket.TicketConfiguration;
import dev.latchkey.kernel.web.WebConfiguration;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
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
    ManagementConfiguration.class,
    MyAccountConfiguration.class
})
public class RegistrationService {

    public static void main(String[] arguments) {
        MigrateCommand.runIfNamed(arguments);
        RecoverCommand.runIfNamed(List.of(OwnFacts.class), arguments);
        SpringApplication.run(RegistrationService.class, arguments);
    }

    @Bean
    MyAccountTokens myAccountTokens(
            @Value("${latchkey.token-service.url}") String tokenService, Tenant tenant, Clock clock) {
        return MyAccountTokens.ofIssuer(tokenService, tenant, clock);
    }

    @Bean
    Door door() {
        return new Door(
                List.of(
                        Rule.get("/api/v2/users", "read:users"),
                        Rule.get("/api/v2/users/*", "read:users"),
                        Rule.get("/api/v2/users-by-email", "read:users")),
                List.of(
                        "/passkey/register",
                        "/.well-known/assetlinks.json",
                        "/.well-known/apple-app-site-association",
                        "/apple-app-site-association",
                        "/.well-known/webauthn"));
    }
}
