package dev.latchkey.token.recovery;

import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.write.eraseuser.EraseUser;
import dev.latchkey.token.write.eraseuser.Erasures;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When the service starts after a recovery, erases those whose key is lost: nothing of them can be read any more, and only
 * so can they sign up again. Several instances may do it at once; each is erased once.
 */
@Component
class ErasesKeylessPeople {

    private static final Logger log = LoggerFactory.getLogger(ErasesKeylessPeople.class);
    private static final Actor RECOVERY = Actor.service("token-service/recovery");

    private final KeylessPeople keyless;
    private final Erasures erasures;
    private final Clock clock;

    ErasesKeylessPeople(KeylessPeople keyless, Erasures erasures, Clock clock) {
        this.keyless = keyless;
        this.erasures = erasures;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void react() {
        List<UserId> people = keyless.all();
        people.forEach(person -> {
            erasures.erase(new EraseUser(person, RECOVERY, clock.instant()));
            keyless.remove(person);
        });
        if (!people.isEmpty()) {
            log.warn("{} people were erased whose keys were lost with the backup that was restored", people.size());
        }
    }
}
