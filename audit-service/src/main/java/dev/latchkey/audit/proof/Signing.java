package dev.latchkey.audit.proof;

import dev.latchkey.audit.trail.Trail;
import dev.latchkey.proof.head.HeadSigner;
import dev.latchkey.proof.head.InvalidHeadException;
import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.MerkleTree;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs the tree at an interval when there is something new to sign; one instance at a time. What does not continue the head
 * before it is never signed.
 */
@Component
class Signing {

    private static final Logger log = LoggerFactory.getLogger(Signing.class);
    /** Any number, as long as nobody else takes it. */
    private static final long LOCK = 0x74726565_68656164L;

    private final Tiles tiles;
    private final MerkleTree tree;
    private final Trail trail;
    private final TreeHeads heads;
    private final HeadSigner signer;
    private final HeadsOutside outside;
    private final Origin origin;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicInteger refused = new AtomicInteger();
    /** What this instance signed or saw last: a database that was set back does not know it any more. */
    private final AtomicReference<@Nullable TreeHead> seen = new AtomicReference<>();
    /** Whether this instance has found the trail to continue what stands outside, once; later it remembers itself. */
    private volatile boolean continuesOutside;

    Signing(
            Tiles tiles,
            Trail trail,
            TreeHeads heads,
            HeadSigner signer,
            HeadsOutside outside,
            Origin origin,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry meters) {
        this.tiles = tiles;
        this.tree = new MerkleTree(tiles);
        this.trail = trail;
        this.heads = heads;
        this.signer = signer;
        this.outside = outside;
        this.origin = origin;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("latchkey.tree.heads.refused", refused, AtomicInteger::get)
                .description("1 while the tree does not continue what was signed")
                .register(meters);
    }

    @Scheduled(
            initialDelayString = "${latchkey.audit.tree-heads.interval:1m}",
            fixedDelayString = "${latchkey.audit.tree-heads.interval:1m}")
    void sign() {
        try {
            List<TreeHead> anchored = continuesOutside ? List.of() : anchored();
            transactions.executeWithoutResult(status -> signOnce(anchored));
        } catch (IOException unreadable) {
            log.warn("no tree head is signed now, what is anchored cannot be read: {}", unreadable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException away) {
            log.warn("no tree head is signed now: {}", away.getClass().getSimpleName());
        } catch (IllegalStateException broken) {
            refuse(broken.getMessage());
        }
    }

    /** A restored backup knows nothing of what was signed after it; what was anchored does. */
    private List<TreeHead> anchored() throws IOException, InterruptedException {
        List<TreeHead> heads = new ArrayList<>();
        for (String jws : outside.newest()) {
            try {
                TreeHead head = signer.keys().open(jws);
                if (head.origin().equals(origin.name())) {
                    heads.add(head);
                }
            } catch (InvalidHeadException strange) {
                log.warn("an anchored head is not ours and is passed over: {}", strange.getMessage());
            }
        }
        return heads;
    }

    private void signOnce(List<TreeHead> anchored) {
        if (!isAlone()) {
            return;
        }
        Optional<TreeHead> last = heads.latest().map(TreeHeads.Signed::head);
        long size = tiles.size();
        long firstRetained = trail.firstRetained();
        continues(last.orElse(null), size);
        continues(seen.get(), size);
        anchored.forEach(head -> continues(head, size));
        continuesOutside = true;
        if (size > 0
                && last.filter(head -> head.treeSize() == size && head.firstRetained() == firstRetained)
                        .isEmpty()) {
            TreeHead head = TreeHead.of(origin.name(), size, tree.root(size), firstRetained, now(last));
            heads.add(head, signer.sign(head));
            seen.set(head);
        } else {
            seen.set(last.orElse(null));
        }
        if (refused.getAndSet(0) > 0) {
            log.info("tree heads are signed again");
        }
    }

    private boolean isAlone() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Instances' clocks differ; along the order no head is older than the one before it. */
    private Instant now(Optional<TreeHead> last) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last.map(TreeHead::timestamp).filter(now::isBefore).orElse(now);
    }

    private void continues(@Nullable TreeHead head, long size) {
        if (head == null) {
            return;
        }
        if (size < head.treeSize()) {
            throw new IllegalStateException(
                    "the tree has %d entries, but a head was signed over %d".formatted(size, head.treeSize()));
        }
        if (!head.isOf(tree.root(head.treeSize()))) {
            throw new IllegalStateException(
                    "the tree's first %d entries are not those that a head was signed over".formatted(head.treeSize()));
        }
    }

    private void refuse(@Nullable String reason) {
        if (refused.getAndSet(1) == 0) {
            log.error("no tree head is signed, because the trail was changed or set back: {}", reason);
        }
    }
}
