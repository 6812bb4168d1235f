package dev.latchkey.token.write;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.token.claims.ClaimedPasskeys;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.write.changepasskey.RenamePasskey;
import dev.latchkey.token.write.changepasskey.RevokeAllPasskeys;
import dev.latchkey.token.write.changepasskey.RevokePasskey;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries changes of passkeys through their aggregates, each in its one transaction. */
@Component
class ChangingPasskeys {

    private final Repository<Credential> credentials;
    private final PersonKeys keys;
    private final ClaimedPasskeys claimed;

    ChangingPasskeys(Repository<Credential> credentials, PersonKeys keys, ClaimedPasskeys claimed) {
        this.credentials = credentials;
        this.keys = keys;
        this.claimed = claimed;
    }

    @CommandHandler
    RenamePasskey.Outcome decide(RenamePasskey command, @MessageIdentifier String commandId) {
        KnownPasskey passkey = find(command.passkeyId());
        PersonKey key = keys.find(command.userId()).orElse(null);
        if (passkey == null || key == null || !command.isAbout(passkey)) {
            return RenamePasskey.Outcome.UNKNOWN;
        }
        command.decide(passkey, key).ifPresent(fact -> record(fact, command.actor(), commandId));
        return RenamePasskey.Outcome.RENAMED;
    }

    @CommandHandler
    RevokePasskey.Outcome decide(RevokePasskey command, @MessageIdentifier String commandId) {
        claimed.lock(command.userId());
        KnownPasskey passkey = find(command.passkeyId());
        if (passkey == null || !command.isAbout(passkey)) {
            return RevokePasskey.Outcome.UNKNOWN;
        }
        if (command.isByThePerson() && claimed.countOf(command.userId()) <= 1) {
            return RevokePasskey.Outcome.LAST;
        }
        record(command.fact(), command.actor(), commandId);
        claimed.revoke(command.passkeyId());
        return RevokePasskey.Outcome.REVOKED;
    }

    @CommandHandler
    boolean decide(RevokeAllPasskeys command, @MessageIdentifier String commandId) {
        if (keys.find(command.userId()).isEmpty()) {
            return false;
        }
        claimed.lock(command.userId());
        for (PasskeyId passkey : claimed.of(command.userId())) {
            record(
                    new CredentialRevoked(passkey, command.userId(), RevokePasskey.BY_AN_OPERATOR, command.now()),
                    command.actor(),
                    commandId);
            claimed.revoke(passkey);
        }
        return true;
    }

    private @Nullable KnownPasskey find(PasskeyId id) {
        return Streams.find(credentials, id)
                .map(credential -> credential.invoke(Credential::known))
                .orElse(null);
    }

    private void record(CredentialEvent fact, Actor actor, String commandId) {
        credentials
                .load(fact.streamId())
                .execute(credential -> credential.record(fact, CorrelationData.ofCommand(commandId, actor)));
    }
}
