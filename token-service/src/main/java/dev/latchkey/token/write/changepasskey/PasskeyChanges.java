package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.eventstore.ContestedChanges;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Changes passkeys; when a login moved the passkey on at the same moment, the change is tried again from the start. */
@Component
public final class PasskeyChanges {

    private final CommandGateway commands;

    PasskeyChanges(CommandGateway commands) {
        this.commands = commands;
    }

    /** Renames. */
    public RenamePasskey.Outcome rename(RenamePasskey command) {
        return ContestedChanges.carryOut(() -> commands.sendAndWait(command));
    }

    /** Revokes. */
    public RevokePasskey.Outcome revoke(RevokePasskey command) {
        return ContestedChanges.carryOut(() -> commands.sendAndWait(command));
    }

    /** Revokes all; false when there is no such person. */
    public boolean revokeAll(RevokeAllPasskeys command) {
        return Boolean.TRUE.equals(ContestedChanges.<Boolean>carryOut(() -> commands.sendAndWait(command)));
    }
}
