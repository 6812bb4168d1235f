package dev.latchkey.token.write.manageuser;

import dev.latchkey.kernel.eventstore.ContestedChanges;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Creates and changes people; a change that another one overtook is tried again from the start. */
@Component
public final class UserChanges {

    private final CommandGateway commands;

    UserChanges(CommandGateway commands) {
        this.commands = commands;
    }

    /** Creates. */
    public CreateUser.Outcome create(CreateUser command) {
        return ContestedChanges.carryOut(() -> commands.sendAndWait(command));
    }

    /** Changes. */
    public ChangeUser.Outcome change(ChangeUser command) {
        return ContestedChanges.carryOut(() -> commands.sendAndWait(command));
    }
}
