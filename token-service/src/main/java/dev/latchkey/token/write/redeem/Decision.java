package dev.latchkey.token.write.redeem;

import dev.latchkey.extension.SignInRequest;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.GrantOpened;
import java.util.List;
import java.util.Optional;

/** What a redemption decided: the facts to record, the session's first, and where that led. */
public record Decision(List<Event> facts, RedemptionStep outcome) {

    public Decision {
        facts = List.copyOf(facts);
    }

    /** Nothing yet: policies have a say. */
    static Decision awaiting(SignInRequest request) {
        return new Decision(List.of(), new RedemptionStep.AwaitsPolicies(request));
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
