package dev.latchkey.token;

import dev.latchkey.kernel.ticket.Ticket;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Copies a ticket with one member changed. */
public record TestTickets(Ticket original) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Ticket with(String member, Object value) {
        ObjectNode ticket = JSON.valueToTree(original);
        ticket.set(member, JSON.valueToTree(value));
        return JSON.treeToValue(ticket, Ticket.class);
    }

    public Ticket without(String member) {
        ObjectNode ticket = JSON.valueToTree(original);
        ticket.remove(member);
        return JSON.treeToValue(ticket, Ticket.class);
    }
}
