package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.endtoend.Balancer.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** People who sign up, sign in and refresh their tokens, one after the other and without a second try. */
final class PeopleAtWork implements AutoCloseable {

    private static final int WORKERS = 2;

    /** Between two people, so that there is something left of the machine for those that start meanwhile. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** How many of each deed make a phase. */
    private static final int ENOUGH = 12;

    private static final String SCOPE = "openid profile email offline_access";

    /** What people do; the answer of one version may be to what another began. */
    enum Deed {
        SIGN_UP,
        LOGIN,
        REFRESH
    }

    /** A deed as it ended. */
    record Done(Deed deed, String begunBy, String endedBy, Answer answer) {

        boolean isWell() {
            return answer.isOk();
        }

        String way() {
            return deed + " " + begunBy + " → " + endedBy;
        }
    }

    private final Balancer balancer;
    private final Queue<Done> phase = new ConcurrentLinkedQueue<>();
    private final Queue<Done> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger all = new AtomicInteger();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Queue<String> users = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> workers;

    PeopleAtWork(Balancer balancer) {
        this.balancer = balancer;
        this.workers = Stream.generate(() -> Thread.ofPlatform().daemon().unstarted(this::work))
                .limit(WORKERS)
                .toList();
        workers.forEach(Thread::start);
    }

    /** Waits until enough was done, from now on, in each of the ways in which versions can follow each other. */
    void awaitPhase(String name, List<String> versions) {
        phase.clear();
        var ways = Stream.of(Deed.values())
                .flatMap(deed -> versions.stream()
                        .flatMap(begun -> versions.stream().map(ended -> deed + " " + begun + " → " + ended)))
                .toList();
        await(name)
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(100))
                .failFast(name + ": somebody was refused", () -> !failed.isEmpty())
                .untilAsserted(() -> {
                    assertThat(phase).extracting(Done::way).containsAll(ways);
                    for (Deed deed : Deed.values()) {
                        assertThat(phase.stream().filter(done -> done.deed() == deed))
                                .hasSizeGreaterThanOrEqualTo(ENOUGH);
                    }
                });
    }

    /** The sessions that were redeemed until now. */
    Set<String> sessions() {
        return sessions;
    }

    /** Who signed up until now. */
    List<String> users() {
        return List.copyOf(users);
    }

    /** How many deeds went well. */
    int done() {
        return all.get();
    }

    /** What did not. */
    List<Done> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void close() {
        stop();
    }

    /** Lets everybody finish what they have begun. */
    void stop() {
        over.set(true);
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofSeconds(60));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!over.get()) {
            LockSupport.parkNanos(PACE_NANOS);
            var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
            var signedUp = ceremony(
                    Deed.SIGN_UP,
                    "registration",
                    application -> application.register(Person.newEmail()),
                    session -> authenticator.create(session.options(), SharedGround.ORIGIN));
            if (signedUp.isEmpty()) {
                continue;
            }
            users.add(Tokens.claims(
                            signedUp.get().answer().json().required("id_token").asString())
                    .required("sub")
                    .asString());
            refresh(signedUp.get()).flatMap(this::refresh);
            ceremony(
                            Deed.LOGIN,
                            "authentication",
                            Application::challenge,
                            session -> authenticator.get(session.options(), SharedGround.ORIGIN))
                    .flatMap(this::refresh);
        }
    }

    /** A challenge of one instance and its answer at another; what was answered, if all was well. */
    private Optional<Answered> ceremony(
            Deed deed,
            String challenger,
            Function<Application, Answer> challenge,
            Function<Session, JsonNode> authenticator) {
        var begun = balancer.call(challenger, challenge);
        if (!begun.answer().isOk()) {
            note(new Done(deed, begun.version(), "nobody", begun.answer()));
            return Optional.empty();
        }
        var session = Session.of(begun.answer());
        var response = authenticator.apply(session);
        var ended = balancer.call(
                "token", application -> application.redeem(session, response, body -> body.put("scope", SCOPE)));
        note(new Done(deed, begun.version(), ended.version(), ended.answer()));
        if (!ended.answer().isOk()) {
            return Optional.empty();
        }
        sessions.add(session.id());
        return Optional.of(ended);
    }

    private Optional<Answered> refresh(Answered before) {
        var token = before.answer().json().required("refresh_token").asString();
        var after = balancer.call(
                "token",
                application -> application.token(Application.object()
                        .put("grant_type", "refresh_token")
                        .put("client_id", SharedGround.CLIENT)
                        .put("refresh_token", token)));
        note(new Done(Deed.REFRESH, before.version(), after.version(), after.answer()));
        return after.answer().isOk() ? Optional.of(after) : Optional.empty();
    }

    private void note(Done done) {
        if (done.isWell()) {
            phase.add(done);
            all.incrementAndGet();
        } else {
            failed.add(done);
        }
    }
}
