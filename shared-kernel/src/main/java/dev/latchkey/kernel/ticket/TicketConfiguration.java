package dev.latchkey.kernel.ticket;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the ticket seal from the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TicketProperties.class)
public class TicketConfiguration {

    @Bean
    SealedTickets sealedTickets(TicketProperties properties) {
        return new SealedTickets(properties.keysOrNone());
    }
}
