package dev.latchkey.token.write;

import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenantchanges.TenantTable;
import dev.latchkey.token.claims.InhabitedRealms;
import dev.latchkey.token.write.changetenant.ChangeTenant;
import dev.latchkey.token.write.changetenant.TenantOutcome;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Decides about the tenant, one change after the other: its parts lean on each other. */
@Component
class ChangingTenant {

    private final Repository<TenantStream> streams;
    private final TenantTable table;
    private final Tenant tenant;
    private final InhabitedRealms inhabited;

    ChangingTenant(Repository<TenantStream> streams, TenantTable table, Tenant tenant, InhabitedRealms inhabited) {
        this.streams = streams;
        this.table = table;
        this.tenant = tenant;
        this.inhabited = inhabited;
    }

    @CommandHandler
    TenantOutcome decide(ChangeTenant command, @MessageIdentifier String commandId) {
        table.lock();
        ChangeTenant.Decision decision = command.decide(tenant.entriesWith(table.all()), inhabited::contain);
        decision.fact().ifPresent(fact -> record(fact, CorrelationData.ofCommand(commandId, command.actor())));
        return decision.outcome();
    }

    private void record(TenantEvent fact, MetaData origin) {
        long sequence = table.nextSequence(fact.part(), fact.id());
        if (sequence == 0) {
            Streams.begin(streams, () -> new TenantStream(fact, origin));
        } else {
            streams.load(fact.streamId()).execute(stream -> stream.record(fact, origin));
        }
        table.take(fact, sequence);
    }
}
