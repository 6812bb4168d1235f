package dev.latchkey.token.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.write.redeem.TestPerson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.Test;

class AggregatesTest {

    private static final int MOST_FACTS_OF_A_SESSION = 16;
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final TestPerson PERSON = TestPerson.signedUp();
    private static final AuthSessionRedeemed REDEEMED = PERSON.fact(AuthSessionRedeemed.class);
    private static final UserCreated CREATED = PERSON.created();
    private static final CredentialRegistered REGISTERED = PERSON.registered();
    private static final GrantOpened OPENED = PERSON.fact(GrantOpened.class);
    private static final MetaData ORIGIN = CorrelationData.of(REDEEMED.sessionId(), "test");

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final WriteConfiguration configuration = new WriteConfiguration();
    private final Repository<AuthSession> sessions = configuration.authSessions(store);
    private final Repository<User> users = configuration.users(store);
    private final Repository<Credential> credentials = configuration.credentials(store);
    private final Repository<Grant> grants = configuration.grants(store);

    private interface Work {
        void run() throws Exception;
    }

    /** As one command, whose facts are stored together or not at all. */
    private static void inOneCommand(Work work) {
        DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("test"))
                .execute(() -> {
                    try {
                        work.run();
                    } catch (RuntimeException problem) {
                        throw problem;
                    } catch (Exception impossible) {
                        throw new AssertionError(impossible);
                    }
                });
    }

    private List<Object> facts(Event ofStream) {
        return store.readEvents(ofStream.streamId())
                .asStream()
                .<Object>map(EventMessage::getPayload)
                .toList();
    }

    private void add(Event fact, long position) {
        store.publish(new GenericDomainEventMessage<>(fact.streamType().stableName(), fact.streamId(), position, fact));
    }

    private static AuthSessionRejected refusal() {
        return new AuthSessionRejected(
                REDEEMED.sessionId(),
                Purpose.LOGIN,
                LATER,
                RejectionReason.SESSION_REUSED,
                "demo",
                REDEEMED.realm(),
                "localhost",
                null,
                null,
                null,
                null);
    }

    @Test
    void aSessionBeginsWithItsAnswerAndSaysWhereItComesFrom() {
        inOneCommand(() -> sessions.newInstance(() -> new AuthSession(REDEEMED, ORIGIN)));

        assertThat(facts(REDEEMED)).containsExactly(REDEEMED);
        assertThat(store.readEvents(REDEEMED.streamId()).next().getMetaData()).containsAllEntriesOf(ORIGIN);
    }

    @Test
    void aSessionRecordsThatItIsPresentedAgainUpToALimit() {
        inOneCommand(() -> sessions.newInstance(() -> new AuthSession(REDEEMED, ORIGIN)));

        for (int times = 0; times < 2 * MOST_FACTS_OF_A_SESSION; times++) {
            inOneCommand(() ->
                    sessions.load(REDEEMED.streamId()).execute(session -> session.refuseAgain(refusal(), ORIGIN)));
        }

        assertThat(facts(REDEEMED))
                .hasSize(MOST_FACTS_OF_A_SESSION)
                .startsWith(REDEEMED)
                .filteredOn(refusal()::equals)
                .hasSize(MOST_FACTS_OF_A_SESSION - 1);
    }

    @Test
    void aSessionThatIsAnsweredManyTimesInOneCommandHasTheSameLimit() {
        inOneCommand(() -> {
            var session = sessions.newInstance(() -> new AuthSession(refusal(), ORIGIN));
            for (int times = 0; times < 2 * MOST_FACTS_OF_A_SESSION; times++) {
                session.execute(known -> known.refuseAgain(refusal(), ORIGIN));
            }
        });

        assertThat(facts(REDEEMED)).hasSize(MOST_FACTS_OF_A_SESSION);
    }

    @Test
    void aCommandThatBreaksOffLeavesNoFact() {
        assertThatIllegalStateException()
                .isThrownBy(() -> inOneCommand(() -> {
                    sessions.newInstance(() -> new AuthSession(REDEEMED, ORIGIN));
                    users.newInstance(() -> new User(CREATED, ORIGIN));
                    credentials.newInstance(() -> new Credential(REGISTERED, ORIGIN));
                    grants.newInstance(() -> new Grant(OPENED, ORIGIN));
                    throw new IllegalStateException("broken off");
                }));

        assertThat(List.of(REDEEMED, CREATED, REGISTERED, OPENED))
                .allSatisfy(fact -> assertThat(facts(fact)).isEmpty());
        assertThatExceptionOfType(AggregateNotFoundException.class)
                .isThrownBy(() -> inOneCommand(() -> users.load(CREATED.streamId())));
    }

    @Test
    void aPersonIsWhatTheirFactsSay() {
        inOneCommand(() -> users.newInstance(() -> new User(CREATED, ORIGIN)));
        assertThat(person()).isEqualTo(KnownUser.of(CREATED));

        add(new UserBlocked(CREATED.userId(), LATER), 1);
        assertThat(person()).isEqualTo(new KnownUser(CREATED, null, Set.of(), true, false, LATER));

        add(new UserUnblocked(CREATED.userId(), LATER), 2);
        assertThat(person()).isEqualTo(new KnownUser(CREATED, null, Set.of(), false, false, LATER));

        add(new UserBlocked(CREATED.userId(), LATER), 3);
        add(new UserErased(CREATED.userId(), LATER), 4);
        assertThat(person()).isEqualTo(new KnownUser(CREATED, null, Set.of(), true, true, LATER));
    }

    private KnownUser person() {
        KnownUser[] known = new KnownUser[1];
        inOneCommand(() -> known[0] = users.load(CREATED.streamId()).invoke(User::known));
        return known[0];
    }

    @Test
    void aPersonBeginsWithNothingElse() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new User().evolve(new UserBlocked(CREATED.userId(), LATER)))
                .withMessage("a person begins with user-created");
    }

    @Test
    void aPasskeyIsWhatItsFactsSay() {
        inOneCommand(() -> credentials.newInstance(() -> new Credential(REGISTERED, ORIGIN)));
        assertThat(passkey()).isEqualTo(new KnownPasskey(REGISTERED, 0, true, null, false));

        CredentialUsed used = new CredentialUsed(REGISTERED.passkeyId(), REGISTERED.userId(), 7, false, LATER);
        inOneCommand(
                () -> credentials.load(REGISTERED.streamId()).execute(credential -> credential.record(used, ORIGIN)));
        assertThat(facts(REGISTERED)).containsExactly(REGISTERED, used);
        assertThat(passkey()).isEqualTo(new KnownPasskey(REGISTERED, 7, false, null, false));

        add(new CredentialRevoked(REGISTERED.passkeyId(), REGISTERED.userId(), "test", LATER), 2);
        assertThat(passkey()).isEqualTo(new KnownPasskey(REGISTERED, 7, false, null, true));
    }

    private KnownPasskey passkey() {
        KnownPasskey[] known = new KnownPasskey[1];
        inOneCommand(() -> known[0] = credentials.load(REGISTERED.streamId()).invoke(Credential::known));
        return known[0];
    }

    @Test
    void aPasskeyBeginsWithNothingElse() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Credential()
                        .evolve(new CredentialUsed(REGISTERED.passkeyId(), REGISTERED.userId(), 7, false, LATER)))
                .withMessage("a passkey begins with credential-registered");
    }

    @Test
    void aGrantIsFoundUnderItsName() {
        inOneCommand(() -> grants.newInstance(() -> new Grant(OPENED, ORIGIN)));

        assertThat(facts(OPENED)).containsExactly(OPENED);
        inOneCommand(() -> assertThat(grants.load(OPENED.grantId().toString()).identifierAsString())
                .isEqualTo(OPENED.grantId().toString()));
    }
}
