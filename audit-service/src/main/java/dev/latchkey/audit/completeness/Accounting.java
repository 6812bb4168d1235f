package dev.latchkey.audit.completeness;

import dev.latchkey.audit.trail.DeliveredEvent;
import dev.latchkey.audit.trail.ReceivedEvents;
import dev.latchkey.kernel.messaging.IncomingRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Accounts for the positions of every event that comes, with the entries it becomes. */
@Component
final class Accounting implements ReceivedEvents {

    private static final Logger log = LoggerFactory.getLogger(Accounting.class);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern RANGES =
            Pattern.compile("\\{(\\[[0-9]{1,18},[0-9]{1,18}\\)(,\\[[0-9]{1,18},[0-9]{1,18}\\))*)?}");
    private static final int MOST_CHARACTERS = 256;

    private final Producers producers;
    private final Streams streams;

    Accounting(Producers producers, Streams streams) {
        this.producers = producers;
        this.streams = streams;
    }

    @Override
    public void received(List<DeliveredEvent> events) {
        Map<String, List<DeliveredEvent>> bySource = new LinkedHashMap<>();
        events.forEach(delivered -> nameIn(delivered.event(), "ce_source")
                .ifPresent(source -> bySource.computeIfAbsent(source, key -> new ArrayList<>())
                        .add(delivered)));
        bySource.forEach(this::account);
        streams.see(events.stream()
                .map(DeliveredEvent::event)
                .flatMap(event -> placeOf(event).stream())
                .toList());
    }

    private void account(String source, List<DeliveredEvent> events) {
        List<Producers.Numbered> numbered = new ArrayList<>();
        for (DeliveredEvent delivered : events) {
            numberIn(delivered.event(), "ce_position")
                    .ifPresent(position -> numbered.add(new Producers.Numbered(
                            position, nameIn(delivered.event(), "ce_id").orElse(""), delivered.isNew())));
        }
        producers.account(source, numbered, numbered.size() < events.size());
    }

    private static Optional<Streams.Place> placeOf(IncomingRecord event) {
        return nameIn(event, "ce_subject").flatMap(subject -> numberIn(event, "ce_sequence")
                .map(sequence -> new Streams.Place(event.topic(), subject, sequence)));
    }

    @Override
    public void toldByRelay(List<IncomingRecord> records) {
        for (IncomingRecord told : records) {
            Optional<String> source = nameIn(told, "ce_source");
            Optional<String> positions = positionsOf(told);
            if (source.isPresent() && positions.isPresent()) {
                producers.accountVoid(source.get(), positions.get());
            } else {
                log.warn(
                        "what a relay told at {} {} {} has no meaning here",
                        told.topic(),
                        told.partition(),
                        told.offset());
            }
        }
    }

    /** Checked here, because what PostgreSQL refuses would come again for ever. */
    private static Optional<String> positionsOf(IncomingRecord told) {
        byte[] value = told.value();
        if (value == null) {
            return Optional.empty();
        }
        try {
            String positions =
                    JsonMapper.shared().readTree(value).path("positions").asString("");
            return RANGES.matcher(positions).matches() && isAscending(positions)
                    ? Optional.of(positions)
                    : Optional.empty();
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    private static boolean isAscending(String positions) {
        long[] bounds = Pattern.compile("[0-9]+")
                .matcher(positions)
                .results()
                .mapToLong(bound -> Long.parseLong(bound.group()))
                .toArray();
        for (int bound = 0; bound < bounds.length; bound += 2) {
            if (bounds[bound] > bounds[bound + 1]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Long> numberIn(IncomingRecord event, String header) {
        String value = event.headers().get(header);
        return value != null && NUMBER.matcher(value).matches() ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }

    /** What no column can hold is no name that a producer of ours gives. */
    private static Optional<String> nameIn(IncomingRecord event, String header) {
        String value = event.headers().get(header);
        return value != null && !value.isEmpty() && value.length() <= MOST_CHARACTERS && value.indexOf('\0') < 0
                ? Optional.of(value)
                : Optional.empty();
    }
}
