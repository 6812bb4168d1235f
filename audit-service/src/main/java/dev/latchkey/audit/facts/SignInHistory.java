package dev.latchkey.audit.facts;

import dev.latchkey.audit.trail.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds what happened to a person and to their passkeys up to an instant. */
final class SignInHistory {

    /** The events that decide who can sign in. */
    static final List<String> TYPES = List.of(
            "user-created",
            "user-blocked",
            "user-unblocked",
            "user-erased",
            "credential-registered",
            "credential-revoked");

    private final Map<String, Entry> passkeys = new LinkedHashMap<>();
    private @Nullable Instant created;
    private @Nullable Instant blocked;
    private @Nullable Instant erased;

    private SignInHistory() {}

    /** Of entries in the trail's order; within a stream the stream's own order counts, also where something came late. */
    static SignInHistory of(List<Entry> entries, Instant at) {
        SignInHistory history = new SignInHistory();
        Map<String, List<Entry>> streams = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.time() != null && !entry.time().isAfter(at))
                .forEach(entry -> streams.computeIfAbsent(
                                entry.topic() + ' ' + entry.subject(), stream -> new ArrayList<>())
                        .add(entry));
        streams.values().forEach(stream -> stream.stream()
                .sorted(Comparator.comparingLong(SignInHistory::sequenceOf))
                .forEach(history::on));
        return history;
    }

    private static long sequenceOf(Entry entry) {
        Long sequence = entry.sequence();
        return sequence == null ? 0 : sequence;
    }

    private void on(Entry entry) {
        switch (entry.name()) {
            case "user-created" -> created = entry.time();
            case "user-blocked" -> blocked = blocked == null ? entry.time() : blocked;
            case "user-unblocked" -> blocked = null;
            case "user-erased" -> erased = entry.time();
            case "credential-registered" -> passkeys.put(String.valueOf(entry.subject()), entry);
            case "credential-revoked" -> passkeys.remove(String.valueOf(entry.subject()));
            default -> {
                // Does not decide who can sign in.
            }
        }
    }

    SignInState state(String user, Instant at, long treeSize) {
        boolean isThere = created != null && erased == null;
        List<SignInState.Passkey> good = isThere ? goodPasskeys() : List.of();
        return new SignInState(
                user,
                at,
                treeSize,
                isThere && blocked == null && !good.isEmpty(),
                isThere,
                created,
                blocked != null,
                blocked,
                erased != null,
                erased,
                good);
    }

    private List<SignInState.Passkey> goodPasskeys() {
        return passkeys.entrySet().stream()
                .sorted(Comparator.comparing(passkey -> passkey.getValue().position()))
                .map(passkey -> passkeyOf(passkey.getKey(), passkey.getValue()))
                .toList();
    }

    private static SignInState.Passkey passkeyOf(String id, Entry registered) {
        Instant since = registered.time() == null ? registered.recordedAt() : registered.time();
        return new SignInState.Passkey(id, since, registered.id(), registered.data());
    }
}
