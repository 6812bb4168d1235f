package dev.latchkey.token.write.refresh;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Exchanges and revokes refresh tokens. */
@Component
public final class RefreshTokens {

    private final CommandGateway commands;

    RefreshTokens(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Exchanges a refresh token.
     *
     * @throws org.springframework.dao.DataAccessException when the store is away: nothing was decided
     */
    public RefreshOutcome exchange(ExchangeRefreshToken command) {
        return commands.sendAndWait(command);
    }

    /**
     * Ends the grant of a refresh token; does nothing for what is no token of the client.
     *
     * @throws org.springframework.dao.DataAccessException when the store is away: nothing was decided
     */
    public void revoke(RevokeRefreshToken command) {
        commands.sendAndWait(command);
    }
}
