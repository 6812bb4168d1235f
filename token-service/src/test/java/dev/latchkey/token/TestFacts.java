package dev.latchkey.token;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.token.TestCeremonies.Session;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Reads the facts that the service has stored, and adds such as other parts of it will decide one day. */
record TestFacts(JdbcClient jdbc, EventStore events, TransactionOperations transactions) {

    /** The names of a session's facts. */
    List<String> of(Session session) {
        return of(session.id());
    }

    /** The names of a stream's facts. */
    List<String> of(String stream) {
        return jdbc.sql("SELECT event_name FROM domain_event WHERE stream_id = ? ORDER BY sequence_number")
                .param(stream)
                .query(String.class)
                .list();
    }

    /** Why answers to a session were refused. */
    List<String> reasons(Session session) {
        return members(session.id(), "auth-session-rejected", "reason");
    }

    /** One member of each fact of this name in a stream, as text. */
    List<String> members(String stream, String name, String member) {
        return jdbc.sql("""
                        SELECT convert_from(payload, 'UTF8')::jsonb ->> ? FROM domain_event
                        WHERE stream_id = ? AND event_name = ? ORDER BY sequence_number
                        """).params(member, stream, name).query(String.class).list();
    }

    /** How many identifiers and passkeys the person of a signup holds. */
    long claimsOf(Session signup) {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM claimed_identifier WHERE user_id = :user)
                             + (SELECT count(*) FROM claimed_passkey WHERE user_id = :user)
                        """)
                .param("user", String.valueOf(signup.ticket().userId()))
                .query(Long.class)
                .single();
    }

    /** Who brought a stream's facts about. */
    List<String> actors(String stream) {
        return jdbc.sql("""
                        SELECT convert_from(metadata, 'UTF8')::jsonb ->> 'actor' FROM domain_event
                        WHERE stream_id = ? ORDER BY sequence_number
                        """).param(stream).query(String.class).list();
    }

    /** Everything that a stream's facts say. */
    String payloads(String stream) {
        return String.join(
                "\n",
                jdbc.sql("SELECT convert_from(payload, 'UTF8') FROM domain_event WHERE stream_id = ?")
                        .param(stream)
                        .query(String.class)
                        .list());
    }

    /** The ids of a stream's facts. */
    List<String> ids(String stream) {
        return jdbc.sql("SELECT event_id FROM domain_event WHERE stream_id = ? ORDER BY sequence_number")
                .param(stream)
                .query(String.class)
                .list();
    }

    /** All facts there are. */
    long count() {
        return jdbc.sql("SELECT count(*) FROM domain_event").query(Long.class).single();
    }

    /** Adds a fact to the end of its stream. */
    void add(Event fact) {
        long position = of(fact.streamId()).size();
        events.publish(new GenericDomainEventMessage<>(
                fact.streamType().stableName(),
                fact.streamId(),
                position,
                fact,
                CorrelationData.of(new SessionId(UUID.randomUUID()), "test")));
    }

    /** Destroys a person's key, as erasing the person does. */
    void destroyKeyOf(String userId) {
        transactions.executeWithoutResult(status -> jdbc.sql("DELETE FROM vault.person_key WHERE user_id = ?")
                .param(userId)
                .update());
    }
}
