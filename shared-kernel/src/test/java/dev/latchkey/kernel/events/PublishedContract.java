package dev.latchkey.kernel.events;

import dev.latchkey.kernel.events.EventCatalogue.Key;
import dev.latchkey.kernel.messaging.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The documents that consumers of our topics get: an AsyncAPI document, and a JSON Schema of every event. */
final class PublishedContract {

    static final String ASYNCAPI = "asyncapi.yaml";
    static final String SCHEMAS = "schemas/";

    /** Of the contract, not of the suite: raised when a consumer has to look at it again. */
    private static final String VERSION = "1.0.0";

    private static final String KAFKA_BINDING = "0.5.0";
    private static final String TREE_HEAD = "latchkey.tree-head";
    private static final String TRACEPARENT = "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$";
    private static final String DIGITS = "^[0-9]+$";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PublishedContract() {}

    /** Every file with its content. */
    static SequencedMap<String, String> files() {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put(ASYNCAPI, yaml(asyncApi()));
        schemas().forEach((name, schema) -> files.put(SCHEMAS + name + ".json", json(name, schema)));
        return files;
    }

    /** By name and revision, as {@code user-created-1}; besides, the headers and what stands on the topics of no event. */
    private static Map<String, Map<String, Object>> schemas() {
        Map<String, Map<String, Object>> schemas = new TreeMap<>();
        EventCatalogue.instance().types().forEach(type -> schemas.put(nameOf(type), EventSchemas.ofFact(type)));
        schemas.put("event-headers", eventHeaders());
        schemas.put("positions-void", positionsVoid());
        schemas.put("tree-head", treeHead());
        return schemas;
    }

    private static String nameOf(Class<? extends Event> type) {
        Key key = keyOf(type);
        return key.name() + "-" + key.revision();
    }

    private static Key keyOf(Class<? extends Event> type) {
        return EventCatalogue.instance().nameOf(type).orElseThrow();
    }

    private static String json(String name, Map<String, Object> schema) {
        Map<String, Object> document = map(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "$id",
                "urn:latchkey:schema:" + name,
                "title",
                name);
        document.putAll(schema);
        return JSON.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    private static String yaml(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setSplitLines(true);
        return "# Generated from the records of the events; PublishedContractTest says how.\n"
                + new Yaml(options).dump(document);
    }

    private static Map<String, Object> asyncApi() {
        Map<String, Object> document = map("asyncapi", "3.0.0", "id", "urn:latchkey:events");
        document.put(
                "info",
                map(
                        "title",
                        "Latchkey events",
                        "version",
                        VERSION,
                        "description",
                        "Every fact about a person's sign-ins and passkeys, as CloudEvents 1.0 in the binary mode of the Kafka protocol "
                                + "binding. Delivery is at least once and in order within a stream, which is the key. New optional members, "
                                + "enum values and events may appear at any time; a change of meaning is a new revision.",
                        "license",
                        map("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0")));
        document.put("defaultContentType", "application/json");
        document.put("channels", channels());
        document.put("operations", operations());
        document.put("components", map("messages", messages(), "schemas", embedded()));
        return document;
    }

    /** Without what only a document of its own has. */
    private static Map<String, Object> embedded() {
        return new LinkedHashMap<>(schemas());
    }

    private static Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        for (StreamType stream : StreamType.values()) {
            Map<String, Object> messages = new LinkedHashMap<>();
            factsOf(stream).forEach(type -> messages.put(nameOf(type), reference("messages", nameOf(type))));
            channels.put(stream.stableName(), channel(Topics.of(stream), descriptionOf(stream), messages));
        }
        channels.put(
                "relay",
                channel(
                        Topics.RELAY,
                        "Which positions of the event stores will stay empty, for whoever counts them.",
                        map("positions-void", reference("messages", "positions-void"))));
        channels.put(
                "tree-head",
                channel(
                        TREE_HEAD,
                        "Signed heads of the audit trail, where audit-service is told to anchor there; one partition.",
                        map("tree-head", reference("messages", "tree-head"))));
        return channels;
    }

    private static Map<String, Object> channel(String topic, String description, Map<String, Object> messages) {
        return map(
                "address",
                topic,
                "description",
                description,
                "messages",
                messages,
                "bindings",
                map(
                        "kafka",
                        map(
                                "topic",
                                topic,
                                "topicConfiguration",
                                map("cleanup.policy", List.of("delete"), "retention.ms", -1, "retention.bytes", -1),
                                "bindingVersion",
                                KAFKA_BINDING)));
    }

    private static String descriptionOf(StreamType stream) {
        return "%s Written by %s."
                .formatted(
                        switch (stream) {
                            case CHALLENGE -> "Challenges that were handed out or refused; the key is the session id.";
                            case AUTH_SESSION -> "How sessions were answered; the key is the session id.";
                            case USER -> "People; the key is the user id.";
                            case CREDENTIAL -> "Passkeys; the key is the passkey id.";
                            case GRANT -> "Grants and their refresh tokens; the key is the grant id.";
                            case TENANT ->
                                "Clients, connections and domains; the key is client:, connection: or domain: and an id.";
                        },
                        stream == StreamType.CHALLENGE
                                ? "registration-service and authentication-service"
                                : "token-service");
    }

    private static Map<String, Object> operations() {
        Map<String, Object> operations = new LinkedHashMap<>();
        Stream.concat(Stream.of(StreamType.values()).map(StreamType::stableName), Stream.of("relay", "tree-head"))
                .forEach(channel -> operations.put(
                        "send-" + channel, map("action", "send", "channel", map("$ref", "#/channels/" + channel))));
        return operations;
    }

    private static Map<String, Object> messages() {
        Map<String, Object> messages = new LinkedHashMap<>();
        for (StreamType stream : StreamType.values()) {
            factsOf(stream).forEach(type -> messages.put(nameOf(type), message(type, stream)));
        }
        messages.put(
                "positions-void",
                map(
                        "name",
                        "dev.latchkey.positions-void",
                        "title",
                        "positions-void",
                        "headers",
                        map(
                                "type",
                                "object",
                                "properties",
                                map(
                                        "ce_specversion", map("const", "1.0"),
                                        "ce_id", map("type", "string"),
                                        "ce_source", source(),
                                        "ce_type", map("const", "dev.latchkey.positions-void"),
                                        "content-type", map("const", "application/json")),
                                "required",
                                List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "content-type")),
                        "payload",
                        reference("schemas", "positions-void"),
                        "bindings",
                        key("The source.")));
        messages.put(
                "tree-head",
                map(
                        "name",
                        "tree-head",
                        "title",
                        "tree-head",
                        "payload",
                        reference("schemas", "tree-head"),
                        "bindings",
                        key("The number of the head.")));
        return messages;
    }

    private static Map<String, Object> message(Class<? extends Event> type, StreamType stream) {
        Key key = keyOf(type);
        String ceType = "dev.latchkey." + key.name();
        return map(
                "name",
                ceType,
                "title",
                nameOf(type),
                "summary",
                Explanations.of(type).ofType(),
                "correlationId",
                map("location", "$message.header#/ce_correlationid"),
                "headers",
                map(
                        "allOf",
                        List.of(
                                reference("schemas", "event-headers"),
                                map(
                                        "type",
                                        "object",
                                        "properties",
                                        map(
                                                "ce_type",
                                                map("const", ceType),
                                                "ce_revision",
                                                map("const", String.valueOf(key.revision())))))),
                "payload",
                reference("schemas", nameOf(type)),
                "bindings",
                key("The id of the stream, a %s, as in ce_subject.".formatted(stream.stableName())));
    }

    private static Map<String, Object> key(String description) {
        return map(
                "kafka",
                map("key", map("type", "string", "description", description), "bindingVersion", KAFKA_BINDING));
    }

    /** Kafka's headers are bytes: all of them are texts in UTF-8, numbers too. */
    private static Map<String, Object> eventHeaders() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", map("const", "1.0"));
        headers.put(
                "ce_id",
                described(
                        "Unique; the same when an event is delivered again.", map("type", "string", "format", "uuid")));
        headers.put("ce_source", source());
        headers.put(
                "ce_type",
                described(
                        "The event, whatever its class is called.",
                        map("type", "string", "pattern", "^dev\\.latchkey\\.[a-z-]+$")));
        headers.put(
                "ce_revision",
                described("Raised when the JSON changes its meaning.", map("type", "string", "pattern", DIGITS)));
        headers.put("ce_time", described("When it was recorded.", map("type", "string", "format", "date-time")));
        headers.put("ce_subject", described("The stream, as the key.", map("type", "string")));
        headers.put(
                "ce_sequence",
                described("The position in the stream, from 0.", map("type", "string", "pattern", DIGITS)));
        headers.put(
                "ce_position",
                described(
                        "The position in the store of its source, from 1.", map("type", "string", "pattern", DIGITS)));
        headers.put("ce_correlationid", described("One ceremony from challenge to tokens.", map("type", "string")));
        headers.put("ce_causationid", described("The command that directly brought it about.", map("type", "string")));
        headers.put(
                "ce_actor",
                described(
                        "Who brought it about, where somebody did.",
                        map("type", "string", "pattern", "^(client|user|service):.+$")));
        headers.put(
                "ce_traceparent",
                described(
                        "The step that stored it, where its way is followed (W3C Trace Context).",
                        map("type", "string", "pattern", TRACEPARENT)));
        headers.put("traceparent", described("The step that sent it.", map("type", "string", "pattern", TRACEPARENT)));
        headers.put("content-type", map("const", "application/json"));
        return map(
                "description",
                "The headers of every event, each a text in UTF-8.",
                "type",
                "object",
                "properties",
                headers,
                "required",
                List.of(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_revision",
                        "ce_time",
                        "ce_subject",
                        "ce_sequence",
                        "ce_position",
                        "content-type"));
    }

    private static Map<String, Object> source() {
        return described(
                "The service it happened in.",
                map("type", "string", "pattern", "^/latchkey/(registration|authentication|token)-service$"));
    }

    private static Map<String, Object> positionsVoid() {
        return map(
                "description",
                "Positions of the event store of a source that will never hold an event.",
                "type",
                "object",
                "properties",
                map(
                        "positions",
                        described(
                                "Half-open ranges, as PostgreSQL writes them.",
                                map(
                                        "type",
                                        "string",
                                        "pattern",
                                        "^\\{(\\[[0-9]+,[0-9]+\\)(,\\[[0-9]+,[0-9]+\\))*)?\\}$"))),
                "required",
                List.of("positions"));
    }

    private static Map<String, Object> treeHead() {
        return map(
                "description",
                "A signed head of the audit trail, with hashes of its entries.",
                "type",
                "object",
                "properties",
                map(
                        "head", described("A compact JWS.", map("type", "string")),
                        "from", described("The position of the first hash.", map("type", "integer")),
                        "leaves", described("Hashes of 32 bytes each, base64.", map("type", "string"))),
                "required",
                List.of("head"));
    }

    private static List<Class<? extends Event>> factsOf(StreamType stream) {
        List<Class<? extends Event>> facts = new ArrayList<>();
        EventCatalogue.instance().types().stream()
                .filter(type -> Streams.of(type) == stream)
                .sorted(Comparator.comparing(PublishedContract::nameOf))
                .forEach(facts::add);
        return facts;
    }

    /** The stream of a record, by the part of the sealed hierarchy that it stands in. */
    private static final class Streams {

        private static final Map<Class<? extends Event>, StreamType> OF = Map.of(
                ChallengeEvent.class, StreamType.CHALLENGE,
                AuthSessionEvent.class, StreamType.AUTH_SESSION,
                UserEvent.class, StreamType.USER,
                CredentialEvent.class, StreamType.CREDENTIAL,
                GrantEvent.class, StreamType.GRANT,
                TenantEvent.class, StreamType.TENANT);

        static StreamType of(Class<? extends Event> type) {
            return OF.entrySet().stream()
                    .filter(part -> part.getKey().isAssignableFrom(type))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, Object> described(String text, Map<String, Object> schema) {
        Map<String, Object> described = map("description", text);
        described.putAll(schema);
        return described;
    }

    private static Map<String, Object> reference(String kind, String name) {
        return map("$ref", "#/components/%s/%s".formatted(kind, name));
    }

    private static Map<String, Object> map(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(members[i].toString(), members[i + 1]);
        }
        return map;
    }
}
