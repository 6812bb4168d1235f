package dev.latchkey.token.write.eraseuser;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.eventstore.ContestedChanges;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Erases people; an erasure that another change overtook is tried again from the start. */
@Component
public final class Erasures {

    private final CommandGateway commands;
    private final EventStore events;

    Erasures(CommandGateway commands, EventStore events) {
        this.commands = commands;
        this.events = events;
    }

    /**
     * What an erasure did.
     *
     * @param factIds the ids of its facts, as the stores and topics have them; the erasure's own first
     */
    public record Erasure(ErasedPerson person, List<String> factIds) {}

    /** Erases; empty when there is no such person, or not any more. */
    public Optional<Erasure> erase(EraseUser command) {
        Optional<ErasedPerson> erased = ContestedChanges.carryOut(() -> commands.sendAndWait(command));
        return erased.map(person ->
                new Erasure(person, person.facts().stream().map(this::idOf).toList()));
    }

    private String idOf(Event fact) {
        return events.readEvents(fact.streamId())
                .asStream()
                .filter(message -> message.getPayload().equals(fact))
                .map(DomainEventMessage::getIdentifier)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("what was committed is in the store"));
    }
}
