package dev.latchkey.audit.read.logs;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.values.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log as an entry of the trail makes it, before anything is looked up for it.
 *
 * @param description from a small set: what differs from case to case stands in the details
 * @param database whether it is about the people of a connection
 * @param realm the connection, where the entry says it
 * @param circumstances IP address and user agent, encrypted with the person's key
 */
record Draft(
        String type,
        String description,
        @Nullable String clientId,
        boolean database,
        @Nullable String realm,
        @Nullable String organization,
        @Nullable String relyingPartyId,
        @Nullable UserId userId,
        @Nullable String circumstances,
        @Nullable Channel channel,
        @Nullable String audience,
        @Nullable String scope,
        ObjectNode details) {

    static Draft of(String type, String description) {
        return new Draft(
                type,
                description,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }

    Draft client(@Nullable String id) {
        return new Draft(
                type,
                description,
                id,
                database,
                realm,
                organization,
                relyingPartyId,
                userId,
                circumstances,
                channel,
                audience,
                scope,
                details);
    }

    Draft connection(@Nullable String name) {
        return new Draft(
                type,
                description,
                clientId,
                true,
                name,
                organization,
                relyingPartyId,
                userId,
                circumstances,
                channel,
                audience,
                scope,
                details);
    }

    Draft organization(@Nullable String id) {
        return new Draft(
                type,
                description,
                clientId,
                database,
                realm,
                id,
                relyingPartyId,
                userId,
                circumstances,
                channel,
                audience,
                scope,
                details);
    }

    Draft person(@Nullable UserId id) {
        return new Draft(
                type,
                description,
                clientId,
                database,
                realm,
                organization,
                relyingPartyId,
                id,
                circumstances,
                channel,
                audience,
                scope,
                details);
    }

    /** From where it came: the person's circumstances, the way of the request, or at least its RP ID. */
    Draft from(@Nullable String sealed, @Nullable Channel way, @Nullable String rpId) {
        return new Draft(
                type,
                description,
                clientId,
                database,
                realm,
                organization,
                rpId,
                userId,
                sealed,
                way,
                audience,
                scope,
                details);
    }

    /** For whom the tokens are; such a log always says it, if only that nobody knows. */
    Draft tokens(@Nullable List<String> audiences, @Nullable List<String> scopes) {
        return new Draft(
                type,
                description,
                clientId,
                database,
                realm,
                organization,
                relyingPartyId,
                userId,
                circumstances,
                channel,
                audiences == null ? "" : String.join(" ", audiences),
                scopes == null ? null : String.join(" ", scopes),
                details);
    }
}
