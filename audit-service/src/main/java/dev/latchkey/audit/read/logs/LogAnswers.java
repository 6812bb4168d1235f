package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Field;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Logs as they are shown; what is personal becomes readable here and nowhere before, while the person's key is there. */
@Component
class LogAnswers {

    /** Always with milliseconds: there are clients that read no other form. */
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** A log always has an address; this one is nobody's (RFC 1122 section 3.2.1.3). */
    private static final String NO_ADDRESS = "0.0.0.0";

    private static final Pattern MOBILE = Pattern.compile("Mobi|Android|iPhone|iPad|iPod|okhttp|CFNetwork");

    private final Facets facets;
    private final PersonalValues values;
    private final Tenant tenant;
    private final JsonMapper json;
    private final String environment;

    LogAnswers(
            Facets facets,
            PersonalValues values,
            Tenant tenant,
            JsonMapper json,
            @Value("${latchkey.logs.environment-name:self-hosted}") String environment) {
        this.facets = facets;
        this.values = values;
        this.tenant = tenant;
        this.json = json;
        this.environment = environment;
    }

    /** What several logs refer to, looked up at once. */
    private record Known(
            Map<Integer, Map<String, String>> facets,
            Map<Long, PersonalValues.Value> values,
            Map<String, String> names) {

        String text(@Nullable Long number) {
            PersonalValues.Value value = number == null ? null : values.get(number);
            return value == null ? "" : value.text();
        }
    }

    List<ObjectNode> of(List<LogRecord> logs) {
        Set<Integer> facetIds = new HashSet<>();
        Set<Long> valueIds = new HashSet<>();
        Set<String> people = new HashSet<>();
        for (LogRecord log : logs) {
            Stream.of(log.kind(), log.client(), log.connection(), log.host(), log.organization())
                    .filter(Objects::nonNull)
                    .forEach(facetIds::add);
            Stream.of(log.ip(), log.userAgent()).filter(Objects::nonNull).forEach(valueIds::add);
            Stream.of(log.userId()).filter(Objects::nonNull).forEach(people::add);
        }
        Known known = new Known(facets.find(facetIds), values.read(valueIds), values.names(people));
        return logs.stream().map(log -> answer(log, known)).toList();
    }

    private ObjectNode answer(LogRecord log, Known known) {
        ObjectNode answer = json.createObjectNode();
        answer.put("_id", log.id().toString());
        answer.put(Field.LOG_ID.wireName(), log.id().toString());
        answer.put(Field.DATE.wireName(), TIMESTAMP.format(log.time()));
        Stream.of(log.kind(), log.client(), log.connection(), log.host(), log.organization())
                .filter(Objects::nonNull)
                .forEach(id -> known.facets.getOrDefault(id, Map.of()).forEach(answer::put));
        if (log.client() == null) {
            answer.put(Field.CLIENT_NAME.wireName(), "");
        }
        String address = known.text(log.ip());
        answer.put(Field.IP.wireName(), address.isEmpty() ? NO_ADDRESS : address);
        addAgent(answer, known.text(log.userAgent()));
        answer.put(Field.USER_ID.wireName(), log.userId() == null ? "" : log.userId());
        answer.put(Field.USER_NAME.wireName(), log.userId() == null ? "" : known.names.getOrDefault(log.userId(), ""));
        answer.put("tenant_name", tenant.name());
        answer.put("environment_name", environment);
        JsonNode shown = json.readTree(log.shown());
        shown.properties().forEach(member -> answer.set(member.getKey(), member.getValue()));
        return answer;
    }

    /** Both spellings, as the documents of the API have the one and those of the logs the other. */
    private static void addAgent(ObjectNode answer, String agent) {
        answer.put(Field.USER_AGENT.wireName(), agent);
        if (!agent.isEmpty()) {
            boolean mobile = MOBILE.matcher(agent).find();
            answer.put("isMobile", mobile);
            answer.put("is_mobile", mobile);
        }
    }
}
