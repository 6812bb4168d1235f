package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.GrantOpened;
import java.util.List;
import java.util.Optional;

/** What a redemption decided: the facts to record, the session's first, and the outcome to tell. */
public record Decision(List<Event> facts, RedemptionOutcome outcome) {

    public Decision {
        facts = List.copyOf(facts);
    }

    /** The grant that it opened, if that gives refresh tokens. */
    public Optional<GrantOpened> refreshable() {
        return facts.stream()
                .filter(GrantOpened.class::isInstance)
                .map(GrantOpened.class::cast)
                .filter(Grants::isRefreshable)
                .findFirst();
    }
}
