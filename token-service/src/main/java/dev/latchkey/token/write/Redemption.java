package dev.latchkey.token.write;

import dev.latchkey.kernel.events.AuthSessionEvent;
import dev.latchkey.kernel.events.ChallengeEvent;
import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.write.redeem.Decision;
import dev.latchkey.token.write.redeem.LoginDecision;
import dev.latchkey.token.write.redeem.Owner;
import dev.latchkey.token.write.redeem.RedeemSession;
import dev.latchkey.token.write.redeem.RedemptionStep;
import dev.latchkey.token.write.redeem.RefuseReusedSession;
import dev.latchkey.token.write.redeem.SessionRules;
import dev.latchkey.token.write.redeem.SignupDecision;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries a redemption through its aggregates, in the one transaction of its command. */
@Component
class Redemption {

    private final Repository<AuthSession> sessions;
    private final Repository<User> users;
    private final Repository<Credential> credentials;
    private final Repository<Grant> grants;
    private final PersonKeys keys;
    private final SignupDecision.Claims claims;
    private final LoginDecision login;
    private final SignupDecision signup;
    private final Refreshing refreshing;

    Redemption(
            Repository<AuthSession> sessions,
            Repository<User> users,
            Repository<Credential> credentials,
            Repository<Grant> grants,
            PersonKeys keys,
            SignupDecision.Claims claims,
            LoginDecision login,
            SignupDecision signup,
            Refreshing refreshing) {
        this.sessions = sessions;
        this.users = users;
        this.credentials = credentials;
        this.grants = grants;
        this.keys = keys;
        this.claims = claims;
        this.login = login;
        this.signup = signup;
        this.refreshing = refreshing;
    }

    @CommandHandler
    RedemptionStep decide(RedeemSession command, @MessageIdentifier String commandId) {
        MetaData origin = CorrelationData.of(command.ticket().sessionId(), commandId);
        Decision decision = SessionRules.refuse(command)
                .map(reason -> SessionRules.refused(command, reason, null, null))
                .orElseGet(() -> verify(command));
        decision.facts().forEach(fact -> record(fact, origin));
        decision.refreshable().ifPresent(grant -> refreshing.makeRoomFor(grant, commandId));
        return decision.outcome();
    }

    private Decision verify(RedeemSession command) {
        if (command.answer().isRegistration()) {
            return signup.decide(command, claims, keys::create);
        }
        KnownPasskey passkey = Streams.find(
                        credentials, PasskeyId.of(command.answer().credentialId()))
                .map(credential -> credential.invoke(Credential::known))
                .orElse(null);
        return login.decide(command, passkey, passkey == null ? null : ownerOf(passkey));
    }

    private @Nullable Owner ownerOf(KnownPasskey passkey) {
        return Streams.find(users, passkey.owner())
                .map(user -> user.invoke(User::known))
                .map(user -> new Owner(user, keys.hold(passkey.owner()).orElse(null)))
                .orElse(null);
    }

    @CommandHandler
    boolean decide(RefuseReusedSession command, @MessageIdentifier String commandId) {
        SessionId session = command.refusal().sessionId();
        MetaData origin = CorrelationData.of(session, commandId);
        Optional<Aggregate<AuthSession>> answered = Streams.find(sessions, session);
        answered.ifPresent(it -> it.execute(known -> known.refuseAgain(command.refusal(), origin)));
        return answered.isPresent();
    }

    private void record(Event fact, MetaData origin) {
        switch (fact) {
            case AuthSessionEvent answer -> Streams.begin(sessions, () -> new AuthSession(answer, origin));
            case UserCreated created -> Streams.begin(users, () -> new User(created, origin));
            case CredentialRegistered registered ->
                Streams.begin(credentials, () -> new Credential(registered, origin));
            case CredentialUsed used ->
                credentials.load(used.streamId()).execute(credential -> credential.record(used, origin));
            case GrantOpened opened -> Streams.begin(grants, () -> new Grant(opened, origin));
            case UserJoinedOrganization joined ->
                users.load(joined.streamId()).execute(user -> user.record(joined, origin));
            case ChallengeEvent other -> throw notOurs(other);
            case UserEvent other -> throw notOurs(other);
            case CredentialEvent other -> throw notOurs(other);
            case GrantEvent other -> throw notOurs(other);
            case TenantEvent other -> throw notOurs(other);
        }
    }

    private static IllegalStateException notOurs(Event fact) {
        return new IllegalStateException("a redemption does not decide " + fact.getClass());
    }
}
