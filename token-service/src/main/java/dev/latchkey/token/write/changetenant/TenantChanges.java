package dev.latchkey.token.write.changetenant;

import dev.latchkey.kernel.eventstore.StoreOutages;
import dev.latchkey.kernel.eventstore.UniqueKeyViolations;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenantchanges.TenantFollower;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Changes the tenant; this instance knows of it when the operator does, the others a moment later. */
@Component
public final class TenantChanges {

    private static final Logger log = LoggerFactory.getLogger(TenantChanges.class);
    private static final int MOST_TRIES = 3;
    private static final String FILE_ONLY = "The configuration file is the only source of this tenant"
            + " (latchkey.tenant.source is file): change it there.";

    private final CommandGateway commands;
    private final Tenant tenant;
    private final TenantFollower follower;

    TenantChanges(CommandGateway commands, Tenant tenant, TenantFollower follower) {
        this.commands = commands;
        this.tenant = tenant;
        this.follower = follower;
    }

    /**
     * Changes one client, connection or domain.
     *
     * @throws ConcurrencyFailureException when others change it all the time
     */
    public TenantOutcome change(ChangeTenant command) {
        if (tenant.isFromFileOnly()) {
            return new TenantOutcome.Conflict(FILE_ONLY);
        }
        TenantOutcome outcome = repeated(command);
        try {
            follower.refresh();
        } catch (RuntimeException away) {
            log.warn("a change of the tenant shows a moment later here: {}", away.toString());
        }
        return outcome;
    }

    private TenantOutcome repeated(ChangeTenant command) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return commands.sendAndWait(command);
            } catch (RuntimeException problem) {
                if (StoreOutages.isIn(problem) || !UniqueKeyViolations.isIn(problem)) {
                    throw StoreOutages.named(problem);
                }
            }
        }
        throw new ConcurrencyFailureException("the tenant is changed all the time");
    }
}
