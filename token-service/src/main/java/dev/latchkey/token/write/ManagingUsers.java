package dev.latchkey.token.write;

import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.token.claims.ClaimedIdentifiers;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.write.manageuser.ChangeUser;
import dev.latchkey.token.write.manageuser.CreateUser;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Carries what operators make and change of people through their aggregates, each in its one transaction. */
@Component
class ManagingUsers {

    private final Repository<User> users;
    private final PersonKeys keys;
    private final ClaimedIdentifiers identifiers;
    private final IdentifierHasher hasher;

    ManagingUsers(Repository<User> users, PersonKeys keys, ClaimedIdentifiers identifiers, IdentifierHasher hasher) {
        this.users = users;
        this.keys = keys;
        this.identifiers = identifiers;
        this.hasher = hasher;
    }

    @CommandHandler
    CreateUser.Outcome decide(CreateUser command, @MessageIdentifier String commandId) {
        // An id stays taken for ever: its stream is there, even of a person who was erased.
        if (Streams.find(users, command.userId()).isPresent()
                || !identifiers.claim(command.realm(), command.identifiers(), command.userId())) {
            return CreateUser.Outcome.TAKEN;
        }
        MetaData origin = CorrelationData.ofCommand(commandId, command.actor());
        PersonKey key = keys.create(command.userId());
        Streams.begin(users, () -> new User(command.fact(key), origin));
        command.furtherFacts().forEach(fact -> record(fact, origin));
        return CreateUser.Outcome.CREATED;
    }

    @CommandHandler
    ChangeUser.Outcome decide(ChangeUser command, @MessageIdentifier String commandId) {
        KnownUser user = Streams.find(users, command.userId())
                .map(found -> found.invoke(User::known))
                .orElse(null);
        PersonKey key = keys.hold(command.userId()).orElse(null);
        if (user == null || key == null || user.erased()) {
            return ChangeUser.Outcome.UNKNOWN;
        }
        ChangeUser.Decision decision = command.decide(user, key, hasher);
        String realm = user.creation().realm();
        if (!identifiers.claim(realm, decision.claimed(), command.userId())) {
            return ChangeUser.Outcome.TAKEN;
        }
        identifiers.release(realm, decision.released(), command.userId());
        MetaData origin = CorrelationData.ofCommand(commandId, command.actor());
        decision.facts().forEach(fact -> record(fact, origin));
        return ChangeUser.Outcome.CHANGED;
    }

    private void record(UserEvent fact, MetaData origin) {
        users.load(fact.streamId()).execute(user -> user.record(fact, origin));
    }
}
