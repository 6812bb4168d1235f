package dev.latchkey.audit.proof.anchor;

import dev.latchkey.audit.proof.HeadsOutside;
import dev.latchkey.proof.head.AnchorRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks every place outside what it was given last. */
@Component
final class AnchoredHeads implements HeadsOutside {

    private final List<TreeHeadAnchor> anchors;

    AnchoredHeads(List<TreeHeadAnchor> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    @Override
    public List<String> newest() throws IOException, InterruptedException {
        List<String> heads = new ArrayList<>();
        for (TreeHeadAnchor anchor : anchors) {
            anchor.latest().map(AnchorRecord::head).ifPresent(heads::add);
        }
        return heads;
    }
}
