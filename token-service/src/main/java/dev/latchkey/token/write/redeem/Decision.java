package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.Event;
import java.util.List;

/** What a redemption decided: the facts to record, the session's first, and the outcome to tell. */
public record Decision(List<Event> facts, RedemptionOutcome outcome) {

    public Decision {
        facts = List.copyOf(facts);
    }
}
