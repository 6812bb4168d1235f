package dev.latchkey.gateway.feed;

import static dev.latchkey.gateway.feed.TestEvents.ALICE;
import static dev.latchkey.gateway.feed.TestEvents.BOB;
import static dev.latchkey.gateway.feed.TestEvents.event;
import static dev.latchkey.gateway.feed.TestEvents.withData;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private static final class Noting implements LiveFeed.Listener {

        final List<String> told = new ArrayList<>();
        boolean ended;

        @Override
        public void tell(LiveEvent event) {
            told.add(event.id());
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    private final RecentEvents events = new RecentEvents(3, 100, Duration.ofMinutes(10));
    private final Noting listener = new Noting();

    @Test
    void tellsWhatHappenedAndThenWhatHappens() {
        events.add(event("1", ALICE));
        events.listen(Set.of(ALICE), listener);
        events.add(event("2", ALICE));

        assertThat(listener.told).containsExactly("1", "2");
    }

    @Test
    void tellsOfNobodyElse() {
        events.add(event("1", BOB));
        events.listen(Set.of(ALICE), listener);
        events.add(event("2", BOB));

        assertThat(listener.told).isEmpty();
    }

    @Test
    void tellsOfSeveralSessions() {
        events.add(event("1", BOB));
        events.listen(Set.of(ALICE, BOB), listener);
        events.add(event("2", ALICE));

        assertThat(listener.told).containsExactly("1", "2");
    }

    @Test
    void tellsARepeatedEventOnce() {
        events.listen(Set.of(ALICE), listener);
        events.add(event("1", ALICE));
        events.add(event("1", ALICE));

        assertThat(listener.told).containsExactly("1");
    }

    @Test
    void remembersTheNewestOnly() {
        for (int i = 1; i <= 5; i++) {
            events.add(event("" + i, i % 2 == 0 ? ALICE : BOB));
        }

        events.listen(Set.of(ALICE, BOB), listener);

        assertThat(listener.told).containsExactlyInAnyOrder("3", "4", "5");
    }

    @Test
    void leavesOutWhatIsTooLongToKeep() {
        events.listen(Set.of(ALICE), listener);
        events.add(withData("1", ALICE, "\"" + "a".repeat(100) + "\""));

        assertThat(listener.told).isEmpty();
    }

    @Test
    void letsAListenerLeaveWhileItIsTold() {
        LiveFeed.Listener shy = new LiveFeed.Listener() {
            @Override
            public void tell(LiveEvent event) {
                events.leave(this);
            }

            @Override
            public void end() {}
        };
        events.listen(Set.of(ALICE), shy);
        events.listen(Set.of(ALICE), listener);

        events.add(event("1", ALICE));
        events.add(event("2", ALICE));

        assertThat(listener.told).containsExactly("1", "2");
    }

    @Test
    void endsAListenerWhoseTimeIsOver() {
        RecentEvents brief = new RecentEvents(3, 100, Duration.ZERO);
        brief.listen(Set.of(ALICE), listener);

        brief.endOverdue();
        brief.add(event("1", ALICE));

        assertThat(listener.ended).isTrue();
        assertThat(listener.told).isEmpty();
    }

    @Test
    void keepsAListenerWhoseTimeIsNotOver() {
        events.listen(Set.of(ALICE), listener);

        events.endOverdue();
        events.add(event("1", ALICE));

        assertThat(listener.ended).isFalse();
        assertThat(listener.told).containsExactly("1");
    }

    @Test
    void endsAllAtTheEnd() {
        events.listen(Set.of(ALICE), listener);

        events.endAll();

        assertThat(listener.ended).isTrue();
    }
}
