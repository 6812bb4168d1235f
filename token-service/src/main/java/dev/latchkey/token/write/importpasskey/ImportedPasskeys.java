package dev.latchkey.token.write.importpasskey;

import dev.latchkey.kernel.eventstore.ContestedChanges;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Imports passkeys; an import that another change overtook is tried again from the start. */
@Component
public final class ImportedPasskeys {

    private final CommandGateway commands;

    ImportedPasskeys(CommandGateway commands) {
        this.commands = commands;
    }

    /** Imports all of them or none. */
    public ImportPasskeys.Outcome add(ImportPasskeys command) {
        return ContestedChanges.carryOut(() -> commands.sendAndWait(command));
    }
}
