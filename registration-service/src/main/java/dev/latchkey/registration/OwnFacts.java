package dev.latchkey.registration;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.messaging.OwnedStreams;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which facts are this service's own. */
@Configuration(proxyBeanMethods = false)
class OwnFacts {

    @Bean
    OwnedStreams ownedStreams() {
        return new OwnedStreams("/latchkey/registration-service", Set.of(StreamType.CHALLENGE));
    }
}
