package dev.latchkey.audit.proof;

import dev.latchkey.audit.proof.ProofAnswers.Head;
import dev.latchkey.audit.proof.ProofAnswers.Page;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.web.NoStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what was signed. */
@ManagementEndpoint
final class TreeHeadsEndpoint {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    private final TreeHeads heads;

    TreeHeadsEndpoint(TreeHeads heads) {
        this.heads = heads;
    }

    @GetMapping("/audit/v1/tree-heads")
    ResponseEntity<Page> page(
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        long from = Parameters.number("after", after, Long.MAX_VALUE).orElse(0);
        int count = (int) Parameters.number("limit", limit, MOST).orElse(USUAL_LIMIT);
        List<Head> page = heads.after(from, count + 1).stream().map(Head::of).toList();
        boolean hasMore = page.size() > count;
        List<Head> shown = hasMore ? page.subList(0, count) : page;
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .body(new Page(shown, hasMore && count > 0 ? shown.getLast().id() : null));
    }

    @GetMapping("/audit/v1/tree-heads/latest")
    ResponseEntity<Head> latest() {
        return heads.latest()
                .map(Head::of)
                .map(head -> ResponseEntity.ok().headers(NoStore::addTo).body(head))
                .orElseThrow(
                        () -> ManagementException.notFound("No tree head was signed yet.", "inexistent_tree_head"));
    }
}
