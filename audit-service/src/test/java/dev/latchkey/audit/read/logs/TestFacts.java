package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.TestTopics;
import dev.latchkey.audit.TestVault;
import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.TestTenant;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What happens to one person, published as the services publish it. */
final class TestFacts {

    static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Canary";
    static final Channel CHANNEL =
            new Channel(TestTenant.HOST, new Channel.Sdk("auth0-spa-js", "2.27.0", Map.of("node", "22")));
    private static final SecureRandom RANDOM = new SecureRandom();

    final UserId user = UserId.of(random(UserId.RANDOM_BYTES));
    final PasskeyId passkey = PasskeyId.of(CredentialId.of("J4T5yxd2y1toOpwVqEUB1g"));
    final GrantId grant = new GrantId(UUID.randomUUID());
    final PersonKey key;
    final String email;
    private final TestTopics topics;
    private final String source = TestEvent.newSource();
    private final AtomicLong position = new AtomicLong();

    TestFacts(TestTopics topics, TestVault vault, String email) {
        this.topics = topics;
        this.email = email;
        this.key = vault.createKey(user);
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static SessionId session() {
        return SessionId.at(Instant.now(), random(10));
    }

    void publish(Event fact) throws Exception {
        publish(fact, null);
    }

    void publish(Event fact, @Nullable String actor) throws Exception {
        topics.publish(TestEvent.of(source, position.getAndIncrement(), Instant.now(), position.get(), fact)
                .with("ce_actor", actor)
                .with("ce_correlationid", "c-" + position.get()));
    }

    UserCreated created() {
        return new UserCreated(
                user,
                TestTenant.REALM,
                Instant.now(),
                List.of(),
                new PersonalData(Profile.ofEmail(email), null).encryptWith(key));
    }

    String sealed(String address) {
        return new Circumstances(address, PHONE).encryptWith(key);
    }

    AuthSessionRedeemed redeemed(Purpose purpose, String address) {
        return new AuthSessionRedeemed(
                session(),
                purpose,
                Instant.now(),
                TestTenant.DEMO,
                TestTenant.REALM,
                null,
                TestTenant.RELYING_PARTY_ID,
                user,
                passkey,
                purpose == Purpose.ENROLMENT ? null : grant,
                true,
                TestTenant.ORIGIN,
                sealed(address),
                List.of("openid", "profile"),
                List.of("https://api.example"),
                CHANNEL);
    }

    AuthSessionRejected rejected(Purpose purpose, RejectionReason reason) {
        return new AuthSessionRejected(
                session(),
                purpose,
                Instant.now(),
                reason,
                TestTenant.DEMO,
                TestTenant.REALM,
                TestTenant.RELYING_PARTY_ID,
                purpose == Purpose.SIGNUP ? null : user,
                purpose == Purpose.SIGNUP ? null : passkey,
                purpose == Purpose.SIGNUP ? null : sealed("203.0.113.9"),
                CHANNEL);
    }

    UserErased erased() {
        return new UserErased(user, Instant.now());
    }
}
