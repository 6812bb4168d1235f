package dev.latchkey.audit.facts;

import dev.latchkey.audit.TestEvent;
import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What happens to a person, a minute each: the first minute is that of {@link #START}. */
final class Life {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SOURCE = TestEvent.newSource();

    final UserId user = UserId.of(random(UserId.RANDOM_BYTES));
    final SessionId session = SessionId.at(START, random(16));
    final GrantId grant = GrantId.at(START, random(16));
    final CredentialId firstCredential = CredentialId.of(Base64Url.encode(random(32)));
    final CredentialId secondCredential = CredentialId.of(Base64Url.encode(random(32)));
    final PasskeyId firstPasskey = PasskeyId.of(firstCredential);
    final PasskeyId secondPasskey = PasskeyId.of(secondCredential);
    final List<TestEvent> events = new ArrayList<>();

    /** The instant of a minute. */
    static Instant minute(int number) {
        return START.plusSeconds(60L * number);
    }

    /** Minutes 0 to 3: challenge, answer, person, passkey, tokens. */
    Life signUp() {
        add(0, 0, challenge(Purpose.SIGNUP));
        add(1, 0, redeemed(Purpose.SIGNUP));
        add(1, 0, new UserCreated(user, "Realm", minute(1), List.of(), "ciphertext"));
        add(1, 0, registered(firstCredential, 1));
        add(
                1,
                0,
                new GrantOpened(
                        grant,
                        user,
                        "demo",
                        session,
                        firstPasskey,
                        List.of("openid"),
                        List.of(),
                        null,
                        null,
                        minute(1)));
        return this;
    }

    Life refresh(int minute, int generation) {
        return add(
                minute,
                generation,
                new RefreshTokenRotated(
                        grant, user, "demo", generation, List.of("openid"), List.of(), minute(minute), null, null));
    }

    Life endGrant(int minute, int sequence) {
        return addOfCommand(
                minute, sequence, new GrantRevoked(grant, user, "demo", GrantRevoked.Reason.OPERATOR, minute(minute)));
    }

    Life addPasskey(int minute) {
        return addOfCommand(minute, 0, registered(secondCredential, minute));
    }

    Life revokePasskey(int minute, PasskeyId passkey) {
        return addOfCommand(minute, 1, new CredentialRevoked(passkey, user, "user", minute(minute)));
    }

    Life block(int minute, int sequence) {
        return addOfCommand(minute, sequence, new UserBlocked(user, minute(minute)));
    }

    Life unblock(int minute, int sequence) {
        return addOfCommand(minute, sequence, new UserUnblocked(user, minute(minute)));
    }

    Life erase(int minute, int sequence) {
        return addOfCommand(minute, sequence, new UserErased(user, minute(minute)));
    }

    Life challenge() {
        return add(0, 0, challenge(Purpose.LOGIN));
    }

    Life refuse(int minute, RejectionReason reason) {
        return add(
                minute,
                0,
                new AuthSessionRejected(
                        session,
                        Purpose.LOGIN,
                        minute(minute),
                        reason,
                        "demo",
                        "Realm",
                        "localhost",
                        user,
                        null,
                        null,
                        null));
    }

    Life redeem(Purpose purpose) {
        return add(1, 0, redeemed(purpose));
    }

    private ChallengeIssued challenge(Purpose purpose) {
        return new ChallengeIssued(
                session,
                purpose,
                START,
                START.plusSeconds(60),
                "demo",
                "Realm",
                null,
                "localhost",
                null,
                List.of(),
                null,
                null);
    }

    private AuthSessionRedeemed redeemed(Purpose purpose) {
        return new AuthSessionRedeemed(
                session,
                purpose,
                minute(1),
                "demo",
                "Realm",
                "org_1",
                "localhost",
                user,
                firstPasskey,
                grant,
                true,
                "http://localhost",
                "ciphertext",
                null,
                null,
                null);
    }

    private CredentialRegistered registered(CredentialId credential, int minute) {
        return new CredentialRegistered(
                PasskeyId.of(credential),
                credential,
                user,
                "pAEB",
                -7,
                UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"),
                List.of("internal"),
                0,
                true,
                false,
                true,
                "none",
                "localhost",
                minute(minute));
    }

    private Life add(int minute, long sequence, Event fact) {
        events.add(
                TestEvent.of(SOURCE, 0, minute(minute), sequence, fact).with("ce_correlationid", session.toString()));
        return this;
    }

    private Life addOfCommand(int minute, long sequence, Event fact) {
        events.add(TestEvent.of(SOURCE, 0, minute(minute), sequence, fact)
                .with("ce_correlationid", UUID.randomUUID().toString())
                .with("ce_actor", "client:operator-of-" + user.withoutProvider()));
        return this;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
