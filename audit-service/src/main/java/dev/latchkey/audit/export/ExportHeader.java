package dev.latchkey.audit.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an export: what follows, and what somebody needs who goes on with a tree of hashes from there.
 *
 * @param from the position of the first line behind this one
 * @param to the position behind the last line
 * @param treeSize how many entries the trail had when the export began
 * @param firstRetained from this position on every entry is there
 * @param frontier the hashes, in hexadecimal, of the perfect subtrees left of {@code from}, the largest first; absent
 *     where nobody keeps a tree
 */
@JsonPropertyOrder({"format", "from", "to", "tree_size", "first_retained", "frontier"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportHeader(
        String format,
        long from,
        long to,
        @JsonProperty("tree_size") long treeSize,
        @JsonProperty("first_retained") long firstRetained,
        @Nullable List<String> frontier) {

    static final String FORMAT = "latchkey-trail/1";
}
