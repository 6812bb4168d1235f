package dev.latchkey.token.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets each proof through once, on all instances together. */
@Component
class UsedProofs {

    private static final Logger log = LoggerFactory.getLogger(UsedProofs.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    UsedProofs(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Uses a proof up.
     *
     * @param owner who made it, so that nobody uses up the ids of another
     * @param expiresAt from when on the proof would be refused anyway
     * @return false when it was used before
     */
    boolean use(String owner, String id, Instant expiresAt) {
        Integer inserted = transactions.execute(
                status -> jdbc.sql("INSERT INTO used_proof (hash, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(hash(owner, id), expiresAt.atOffset(ZoneOffset.UTC))
                        .update());
        return inserted != null && inserted == 1;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        Integer forgotten = transactions.execute(status -> jdbc.sql("DELETE FROM used_proof WHERE expires_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        log.debug("forgot {} used proofs", forgotten);
    }

    private static byte[] hash(String owner, String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((owner + "\0" + id).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
