package dev.latchkey.kernel.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that seal tickets, prefix {@code latchkey.ticket}.
 *
 * @param keys the first seals, all open
 */
@ConfigurationProperties("latchkey.ticket")
public record TicketProperties(@Nullable List<TicketKey> keys) {

    List<TicketKey> keysOrNone() {
        return keys == null ? List.of() : keys;
    }
}
