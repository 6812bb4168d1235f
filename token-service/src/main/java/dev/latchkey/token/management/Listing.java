package dev.latchkey.token.management;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows lists and entries as the caller asked: which page, with totals or a checkpoint, and which fields. */
final class Listing {

    private static final int MOST_PER_PAGE = 100;
    private static final int USUAL_PER_PAGE = 50;
    private static final int MOST_PAGES = 1_000_000;

    private final Query query;

    Listing(Query query) {
        this.query = query;
    }

    /**
     * One page: an array, or an object with totals ({@code include_totals}) or with a checkpoint ({@code take}).
     *
     * @param id of an entry, which is also the checkpoint behind it
     */
    <T> Object page(String name, List<T> all, Function<T, String> id, Function<T, ?> answer) {
        if (query.text("take").isPresent() || query.text("from").isPresent()) {
            return checkpoint(name, all, id, answer);
        }
        int size = query.integer("per_page", 0, MOST_PER_PAGE).orElse(USUAL_PER_PAGE);
        int page = query.integer("page", 0, MOST_PAGES).orElse(0);
        long start = (long) page * size;
        List<?> entries = all.stream().skip(start).limit(size).map(answer).toList();
        if (!query.flag("include_totals").orElse(false)) {
            return entries;
        }
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("start", start);
        totals.put("limit", size);
        totals.put("length", entries.size());
        totals.put("total", all.size());
        totals.put(name, entries);
        return totals;
    }

    /** An entry that is gone by now is a checkpoint no more. */
    <T> Object checkpoint(String name, List<T> all, Function<T, String> id, Function<T, ?> answer) {
        int take = query.integer("take", 1, MOST_PER_PAGE).orElse(USUAL_PER_PAGE);
        int start = query.text("from")
                .map(from -> 1 + positionOf(from, all.stream().map(id).toList()))
                .orElse(0);
        List<T> entries = all.stream().skip(start).limit(take).toList();
        Map<String, Object> checkpoint = new LinkedHashMap<>();
        checkpoint.put(name, entries.stream().map(answer).toList());
        if (start + entries.size() < all.size()) {
            checkpoint.put("next", id.apply(entries.getLast()));
        }
        return checkpoint;
    }

    private static int positionOf(String from, List<String> ids) {
        int position = ids.indexOf(from);
        if (position < 0) {
            throw Query.invalid("from", "is not the checkpoint of a list like this");
        }
        return position;
    }

    /** The fields that the caller wants to see. */
    Map<String, @Nullable Object> fieldsOf(Map<String, @Nullable Object> answer) {
        Set<String> named = new HashSet<>();
        query.text("fields").ifPresent(list -> named.addAll(Arrays.asList(list.split(",", -1))));
        named.remove("");
        if (named.isEmpty()) {
            return answer;
        }
        boolean included = query.flag("include_fields").orElse(true);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(answer);
        shown.keySet().removeIf(field -> named.contains(field) != included);
        return shown;
    }
}
