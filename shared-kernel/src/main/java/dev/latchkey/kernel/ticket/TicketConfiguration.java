package dev.latchkey.kernel.ticket;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what needs the ticket keys from the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TicketProperties.class)
public class TicketConfiguration {

    @Bean
    SealedTickets sealedTickets(TicketProperties properties) {
        return new SealedTickets(properties.keysOrNone());
    }

    @Bean
    Nonces nonces(TicketProperties properties) {
        return new Nonces(properties.keysOrNone());
    }
}
