package dev.latchkey.token;

import dev.latchkey.kernel.callers.CallersConfiguration;
import dev.latchkey.kernel.eventstore.EventStoreConfiguration;
import dev.latchkey.kernel.messaging.MessagingConfiguration;
import dev.latchkey.kernel.migration.MigrateCommand;
import dev.latchkey.kernel.myaccount.MyAccountConfiguration;
import dev.latchkey.kernel.privacy.PrivacyConfiguration;
import dev.latchkey.kernel.recovery.RecoverCommand;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import dev.latchkey.kernel.tenantchanges.TenantChangesConfiguration;
import dev.latchkey.kernel.ticket.TicketConfiguration;
import dev.latchkey.kernel.web.WebConfiguration;
import dev.latchkey.token.recovery.TokenRecovery;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** Starts token-service. */
@SpringBootApplication
@Import({
    WebConfiguration.class,
    CallersConfiguration.class,
    TenantConfiguration.class,
    TenantChangesConfiguration.class,
    TicketConfiguration.class,
    PrivacyConfiguration.class,
    EventStoreConfiguration.class,
    MessagingConfiguration.class,
    MyAccountConfiguration.class
})
public class TokenServiceApplication {

    /** The command line: {@code migrate}, {@code recover}, or else Spring Boot's. */
    public static void main(String[] arguments) {
        MigrateCommand.runIfNamed(arguments);
        RecoverCommand.runIfNamed(List.of(OwnFacts.class, TokenRecovery.class), arguments);
        SpringApplication.run(TokenServiceApplication.class, arguments);
    }
}
