package dev.latchkey.token.write;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.token.claims.ClaimedPasskeys;
import dev.latchkey.token.write.changepasskey.RevokePasskey;
import dev.latchkey.token.write.importpasskey.ImportPasskeys;
import dev.latchkey.token.write.importpasskey.ImportPasskeys.Outcome;
import dev.latchkey.token.write.importpasskey.PasskeyImport;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Carries an import of passkeys through their aggregates, in the one transaction of its command. */
@Component
class ImportingPasskeys {

    private final Repository<Credential> credentials;
    private final PersonKeys keys;
    private final ClaimedPasskeys claimed;

    ImportingPasskeys(Repository<Credential> credentials, PersonKeys keys, ClaimedPasskeys claimed) {
        this.credentials = credentials;
        this.keys = keys;
        this.claimed = claimed;
    }

    @CommandHandler
    Outcome decide(ImportPasskeys command, @MessageIdentifier String commandId) {
        PersonKey key = keys.hold(command.userId()).orElse(null);
        if (key == null) {
            return Outcome.UNKNOWN_USER;
        }
        claimed.lock(command.userId());
        List<PasskeyId> present = claimed.of(command.userId());
        List<PasskeyImport> added = command.newBeside(present);
        List<PasskeyId> ended = command.endedOf(present);
        if (present.size() - ended.size() + added.size() > ClaimedPasskeys.MOST_PASSKEYS) {
            return Outcome.TOO_MANY;
        }
        if (!claim(command, added)) {
            return Outcome.TAKEN;
        }
        MetaData origin = CorrelationData.ofCommand(commandId, command.actor());
        ended.forEach(passkey -> revoke(command, passkey, origin));
        added.forEach(passkey -> begin(command, passkey, key, origin));
        return Outcome.IMPORTED;
    }

    /** All or none. */
    private boolean claim(ImportPasskeys command, List<PasskeyImport> added) {
        List<PasskeyId> done = new ArrayList<>();
        for (PasskeyImport passkey : added) {
            if (!claimed.claim(passkey.passkeyId(), command.userId())) {
                done.forEach(mine -> claimed.release(mine, command.userId()));
                return false;
            }
            done.add(passkey.passkeyId());
        }
        return true;
    }

    private void revoke(ImportPasskeys command, PasskeyId passkey, MetaData origin) {
        record(new CredentialRevoked(passkey, command.userId(), RevokePasskey.BY_AN_OPERATOR, command.now()), origin);
        claimed.revoke(passkey);
    }

    private void begin(ImportPasskeys command, PasskeyImport passkey, PersonKey key, MetaData origin) {
        Streams.begin(credentials, () -> new Credential(passkey.fact(command.userId(), key, command.now()), origin));
        passkey.naming(command.userId(), key, command.now()).ifPresent(name -> record(name, origin));
    }

    private void record(CredentialEvent fact, MetaData origin) {
        credentials.load(fact.streamId()).execute(credential -> credential.record(fact, origin));
    }
}
