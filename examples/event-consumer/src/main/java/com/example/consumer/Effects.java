package com.example.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the consumer makes of events, and how far it came in each stream: kept together, written as one.
 *
 * <p>Delivery is at least once, so an event whose sequence is not newer than the last one of its stream has had its effect.
 * This keeps everything in one file, which is enough for an example; in a database, both stand in one transaction.
 */
final class Effects {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final State state;

    /**
     * What is kept.
     *
     * @param welcomes the messages that are to be sent, by the id of their event, which makes sending them twice harmless
     */
    record State(Map<String, Long> signIns, List<Welcome> welcomes, Map<String, Long> lastSequences) {}

    /** A message that is to be sent. */
    record Welcome(String eventId, String userId) {}

    private Effects(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    /** Goes on where the file stands, or begins. */
    static Effects in(Path file) {
        return new Effects(
                file,
                Files.exists(file)
                        ? JSON.readValue(file, State.class)
                        : new State(new TreeMap<>(), new ArrayList<>(), new TreeMap<>()));
    }

    /** Takes an event in, once, however often it comes; false when it had been taken in before. */
    boolean take(Event event) {
        if (event.sequence() <= state.lastSequences().getOrDefault(event.stream(), -1L)) {
            return false;
        }
        switch (event.type()) {
            case "user-created" -> state.welcomes().add(new Welcome(event.id(), event.text("userId")));
            case "auth-session-redeemed" -> count(event);
            default -> {
                // Nothing to us; others may come that this version has never heard of.
            }
        }
        state.lastSequences().put(event.stream(), event.sequence());
        return true;
    }

    private void count(Event event) {
        if (event.text("purpose").equals("login")) {
            state.signIns().merge(event.text("clientId"), 1L, Long::sum);
        }
    }

    State state() {
        return state;
    }

    /** Writes everything; whoever reads sees all of it or what was there before. */
    void save() {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.write(next, JSON.writeValueAsBytes(state));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
