package dev.latchkey.token.write;

import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.token.claims.ClaimedIdentifiers;
import dev.latchkey.token.claims.ClaimedPasskeys;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.write.eraseuser.EraseUser;
import dev.latchkey.token.write.eraseuser.ErasedPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Carries an erasure through everything that a person has, in the one transaction of its command.
 *
 * <p>The key goes first: that waits for every login, enrolment and change that holds it, so that whatever they began is
 * seen and ended here, and whoever comes later finds no key.
 */
@Component
class Erasing {

    private final Repository<User> users;
    private final Repository<Credential> credentials;
    private final Refreshing refreshing;
    private final PersonKeys keys;
    private final ClaimedIdentifiers identifiers;
    private final ClaimedPasskeys passkeys;

    Erasing(
            Repository<User> users,
            Repository<Credential> credentials,
            Refreshing refreshing,
            PersonKeys keys,
            ClaimedIdentifiers identifiers,
            ClaimedPasskeys passkeys) {
        this.users = users;
        this.credentials = credentials;
        this.refreshing = refreshing;
        this.keys = keys;
        this.identifiers = identifiers;
        this.passkeys = passkeys;
    }

    @CommandHandler
    Optional<ErasedPerson> decide(EraseUser command, @MessageIdentifier String commandId) {
        KnownUser user = Streams.find(users, command.userId())
                .map(found -> found.invoke(User::known))
                .orElse(null);
        if (user == null || user.erased()) {
            return Optional.empty();
        }
        keys.destroy(command.userId());
        passkeys.lock(command.userId());
        MetaData origin = CorrelationData.ofCommand(commandId, command.actor());
        UserErased erasure = new UserErased(command.userId(), command.now());
        users.load(erasure.streamId()).execute(it -> it.record(erasure, origin));
        List<CredentialRevoked> ended = revokePasskeys(command, origin);
        List<GrantRevoked> grants =
                refreshing.endAll(command.userId(), GrantRevoked.Reason.USER_ERASED, command.now(), origin);
        identifiers.releaseAll(command.userId());
        return Optional.of(new ErasedPerson(erasure, ended, grants));
    }

    /** They stay claimed, so that a credential id is never registered again. */
    private List<CredentialRevoked> revokePasskeys(EraseUser command, MetaData origin) {
        List<CredentialRevoked> ended = new ArrayList<>();
        for (PasskeyId passkey : passkeys.of(command.userId())) {
            CredentialRevoked fact = new CredentialRevoked(passkey, command.userId(), EraseUser.REASON, command.now());
            credentials.load(fact.streamId()).execute(credential -> credential.record(fact, origin));
            passkeys.revoke(passkey);
            ended.add(fact);
        }
        return ended;
    }
}
