package dev.latchkey.token.write.refresh;

import dev.latchkey.token.meters.TokenMeters;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Exchanges and revokes refresh tokens. */
@Component
public final class RefreshTokens {

    private final CommandGateway commands;
    private final TokenMeters meters;

    RefreshTokens(CommandGateway commands, TokenMeters meters) {
        this.commands = commands;
        this.meters = meters;
    }

    /**
     * Exchanges a refresh token.
     *
     * @throws org.springframework.dao.DataAccessException when the store is away: nothing was decided
     */
    public RefreshOutcome exchange(ExchangeRefreshToken command) {
        RefreshOutcome outcome = commands.sendAndWait(command);
        switch (outcome) {
            case RefreshOutcome.Exchanged exchanged -> meters.refreshed();
            case RefreshOutcome.Refused refused -> meters.refused(refused.reason());
        }
        return outcome;
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
