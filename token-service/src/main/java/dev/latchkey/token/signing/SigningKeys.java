package dev.latchkey.token.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign tokens: which one signs now, which ones are published, and how they rotate.
 *
 * <p>They are read from the store every few seconds and kept parsed. A new key is published at once and signs a minute
 * later, when every instance and every verifier has had time to see it; the old one is published until the last token it
 * signed has expired.
 */
@Component("signingKeys")
public class SigningKeys implements JWKSource<SecurityContext>, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final long REFRESH_MILLISECONDS = 10_000;
    private static final Duration PUBLICATION_LEAD = Duration.ofSeconds(60);

    private final SigningKeyStore store;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Tenant tenant;
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(List<SigningKey> keys, JWKSet published, List<TokenSigner> signers) {}

    SigningKeys(
            SigningKeyStore store,
            PlatformTransactionManager transactions,
            Clock clock,
            Tenant tenant,
            CryptographyProvider provider) {
        this.store = store;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
        this.tenant = tenant;
        this.snapshot = makeFirstKeyIfNone();
    }

    /** The signer of this moment. */
    TokenSigner active() {
        Instant now = clock.instant();
        return current().signers().stream()
                .filter(signer -> signer.key().mayActAt(now))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("no signing key is active"));
    }

    /** What JWKS shows: public halves only. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(current().published());
    }

    /** One key as an operator sees it. */
    public record Status(
            String keyId,
            Instant createdAt,
            Instant activeFrom,
            @Nullable Instant publishedUntil) {}

    List<Status> statuses() {
        return current().keys().stream()
                .map(key -> new Status(key.id(), key.createdAt(), key.activeFrom(), key.publishedUntil()))
                .toList();
    }

    /** Makes a successor of the present key. */
    void rotate() {
        Instant now = clock.instant();
        Instant activeFrom = now.plus(PUBLICATION_LEAD);
        snapshot = transactions.execute(status -> {
            store.lock();
            store.removeUnpublished(now);
            store.retireAll(activeFrom.plus(tenant.longestTokenLifetime()));
            store.add(SigningKeyFactory.create(now, activeFrom));
            return read();
        });
    }

    /** Sees what other instances changed; while the store is away the known keys stay good. */
    @Scheduled(fixedDelay = REFRESH_MILLISECONDS, initialDelay = REFRESH_MILLISECONDS)
    void refresh() {
        try {
            Snapshot read = transactions.execute(status -> read());
            if (read != null && !read.keys().equals(current().keys())) {
                snapshot = read;
            }
        } catch (RuntimeException storeAway) {
            log.warn("signing keys could not be refreshed: {}", storeAway.toString());
        }
    }

    @Override
    public Health health() {
        return Health.up().withDetail("active", active().key().id()).build();
    }

    private @Nullable Snapshot makeFirstKeyIfNone() {
        Instant now = clock.instant();
        return transactions.execute(status -> {
            store.lock();
            if (store.all().isEmpty()) {
                store.add(SigningKeyFactory.create(now, now));
            }
            return read();
        });
    }

    private Snapshot read() {
        Instant now = clock.instant();
        List<SigningKey> keys =
                store.all().stream().filter(key -> key.isPublishedAt(now)).toList();
        List<JWK> published =
                keys.stream().<JWK>map(key -> key.key().toPublicJWK()).toList();
        return new Snapshot(
                keys,
                new JWKSet(published),
                keys.stream().map(SigningKeys::signer).toList());
    }

    private static TokenSigner signer(SigningKey key) {
        try {
            return new TokenSigner(key);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("signing key " + key.id() + " is unusable", unusable);
        }
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        if (known == null) {
            throw new IllegalStateException("no signing keys are known");
        }
        return known;
    }
}
