package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Field;
import dev.latchkey.audit.trail.Entry;
import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Organization;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the rows of an entry: names what the tenant knows, and keeps what is personal where it can be forgotten. */
@Component
class LogRecords {

    static final String STRATEGY = "auth0";
    private static final String STRATEGY_TYPE = "database";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final LogTypes types;
    private final Facets facets;
    private final PersonalValues values;
    private final PersonKeys keys;
    private final Tenant tenant;
    private final JsonMapper json;

    LogRecords(LogTypes types, Facets facets, PersonalValues values, PersonKeys keys, Tenant tenant, JsonMapper json) {
        this.types = types;
        this.facets = facets;
        this.values = values;
        this.keys = keys;
        this.tenant = tenant;
        this.json = json;
    }

    /** The rows of a batch of entries. */
    List<LogRecord> of(List<Entry> entries) {
        FacetNumbers numbers = new FacetNumbers(facets);
        return entries.stream().flatMap(entry -> of(entry, numbers).stream()).toList();
    }

    /** The rows of an entry, which are none for most kinds of facts; what it says of a person is kept or forgotten. */
    private List<LogRecord> of(Entry entry, FacetNumbers numbers) {
        remember(entry);
        List<LogRecord> records = new ArrayList<>();
        for (Draft draft : types.of(entry)) {
            records.add(record(entry, draft, records.size(), numbers));
        }
        return records;
    }

    private void remember(Entry entry) {
        Optional<UserId> person = LogTypes.personOf(entry.data());
        if (person.isEmpty()) {
            return;
        }
        if (entry.name().equals("user-erased")) {
            values.forget(person.get());
        } else if (entry.name().startsWith("user-")) {
            JsonNode sealed = entry.data().path("personalData");
            if (sealed.isString()) {
                keys.find(person.get())
                        .ifPresent(key -> rememberName(person.get(), key, sealed.stringValue(), entry.position()));
            }
        }
    }

    private void rememberName(UserId person, PersonKey key, String sealed, long position) {
        try {
            PersonalData.decrypt(sealed, key).profile().identifiers().stream()
                    .findFirst()
                    .map(Identifier::value)
                    .ifPresent(name -> values.keepName(person, key, name, position));
        } catch (IllegalArgumentException | JacksonException unreadable) {
            // Of another key or another form: there is a log, and it names nobody.
        }
    }

    private LogRecord record(Entry entry, Draft draft, int part, FacetNumbers numbers) {
        Instant time = timeOf(entry);
        Seen seen = see(entry, draft);
        return new LogRecord(
                new LogId(entry.position(), part, time),
                time,
                numbers.of(Facet.KIND, kind(draft)),
                client(draft, numbers),
                draft.database() ? (Integer) numbers.of(Facet.CONNECTION, connection(draft)) : null,
                numbers.of(Facet.HOST, Map.of(Field.HOSTNAME.wireName(), host(draft))),
                organization(draft, numbers),
                draft.userId() == null ? null : draft.userId().toString(),
                seen.ip,
                seen.userAgent,
                json.writeValueAsString(shown(entry, draft)));
    }

    /** A producer's word for the time is taken while it is of our time; logs lie in months. */
    private static Instant timeOf(Entry entry) {
        Instant time = entry.time();
        return time == null || time.isBefore(EARLIEST) || !time.isBefore(LATEST) ? entry.recordedAt() : time;
    }

    private static Map<String, String> kind(Draft draft) {
        return attributes(Field.TYPE, draft.type(), Field.DESCRIPTION, draft.description());
    }

    private @Nullable Integer client(Draft draft, FacetNumbers numbers) {
        String id = draft.clientId();
        return id == null
                ? null
                : (Integer) numbers.of(
                        Facet.CLIENT,
                        attributes(
                                Field.CLIENT_ID,
                                id,
                                Field.CLIENT_NAME,
                                tenant.client(id).map(Client::name).orElse("")));
    }

    private static Map<String, String> connection(Draft draft) {
        Map<String, String> attributes = attributes(Field.STRATEGY, STRATEGY, Field.STRATEGY_TYPE, STRATEGY_TYPE);
        String realm = draft.realm();
        if (realm != null) {
            attributes.put(Field.CONNECTION.wireName(), realm);
            attributes.put(Field.CONNECTION_ID.wireName(), TenantIds.ofConnection(realm));
        }
        return attributes;
    }

    private String host(Draft draft) {
        Channel channel = draft.channel();
        if (channel != null) {
            return channel.domain();
        }
        return tenant.domains().stream()
                .filter(domain -> draft.relyingPartyId() == null
                        || domain.relyingPartyId().equals(draft.relyingPartyId()))
                .findFirst()
                .map(Domain::authority)
                .orElse("");
    }

    private @Nullable Integer organization(Draft draft, FacetNumbers numbers) {
        String id = draft.organization();
        if (id == null) {
            return null;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Field.ORGANIZATION_ID.wireName(), id);
        tenant.organization(id).map(Organization::name).ifPresent(name -> attributes.put("organization_name", name));
        return numbers.of(Facet.ORGANIZATION, attributes);
    }

    private static Map<String, String> attributes(Field first, String one, Field second, String other) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(first.wireName(), one);
        attributes.put(second.wireName(), other);
        return attributes;
    }

    private record Seen(@Nullable Long ip, @Nullable Long userAgent) {}

    private Seen see(Entry entry, Draft draft) {
        UserId person = draft.userId();
        String sealed = draft.circumstances();
        if (person == null || sealed == null) {
            return new Seen(null, null);
        }
        return keys.find(person).map(key -> see(entry, person, key, sealed)).orElseGet(() -> new Seen(null, null));
    }

    private Seen see(Entry entry, UserId person, PersonKey key, String sealed) {
        try {
            Circumstances circumstances = Circumstances.decrypt(sealed, key);
            String agent = circumstances.userAgent();
            return new Seen(
                    values.keep(person, key, Field.IP, circumstances.address(), entry.position()),
                    agent == null ? null : (Long) values.keep(person, key, Field.USER_AGENT, agent, entry.position()));
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return new Seen(null, null);
        }
    }

    private ObjectNode shown(Entry entry, Draft draft) {
        ObjectNode shown = json.createObjectNode();
        shown.set("details", draft.details());
        if (draft.audience() != null) {
            shown.put("audience", draft.audience());
        }
        if (draft.scope() != null) {
            shown.put("scope", draft.scope());
        }
        Channel channel = draft.channel();
        if (channel != null && channel.sdk() != null) {
            // The schema wants a version of whoever names themselves.
            ObjectNode sdk = shown.putObject("auth0_client");
            sdk.put("name", channel.sdk().name());
            sdk.put(
                    "version",
                    channel.sdk().version() == null ? "" : channel.sdk().version());
            if (channel.sdk().env() != null) {
                sdk.set("env", json.valueToTree(channel.sdk().env()));
            }
        }
        if (entry.correlationId() != null) {
            shown.putObject("references").put("correlation_id", entry.correlationId());
        }
        return shown;
    }
}
