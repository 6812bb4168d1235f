package dev.latchkey.token;

import dev.latchkey.kernel.callers.CallersConfiguration;
import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.eventstore.EventStoreConfiguration;
import dev.latchkey.kernel.messaging.MessagingConfiguration;
import dev.latchkey.kernel.messaging.OwnedStreams;
import dev.latchkey.kernel.myaccount.MyAccountConfiguration;
import dev.latchkey.kernel.privacy.PrivacyConfiguration;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import dev.latchkey.kernel.tenantchanges.TenantChangesConfiguration;
import dev.latchkey.kernel.ticket.TicketConfiguration;
import dev.latchkey.kernel.web.WebConfiguration;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
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

    /** The command line: Spring Boot's. */
    public static void main(String[] arguments) {
        SpringApplication.run(TokenServiceApplication.class, arguments);
    }

    @Bean
    OwnedStreams ownedStreams() {
        return new OwnedStreams(
                "/latchkey/token-service",
                Set.of(
                        StreamType.AUTH_SESSION,
                        StreamType.USER,
                        StreamType.CREDENTIAL,
                        StreamType.GRANT,
                        StreamType.TENANT));
    }
}
