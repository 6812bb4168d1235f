package dev.latchkey.kernel.tenantchanges;

import dev.latchkey.kernel.tenant.Tenant;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the {@link Tenant} of this instance as the table says: from before the first request on, and within half a second
 * of every change. A database that is away only means waiting.
 */
public final class TenantFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TenantFollower.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
    private static final long NEVER = -1;

    private final Tenant tenant;
    private final TenantTable table;
    private long seen = NEVER;
    private boolean waiting;
    private @Nullable ScheduledExecutorService looking;
    private @Nullable Future<?> looks;

    TenantFollower(Tenant tenant, TenantTable table) {
        this.tenant = tenant;
        this.table = table;
        refresh();
    }

    /** Takes over what is new; whoever has just changed the tenant does not wait for the next look. */
    public synchronized void refresh() {
        long version = table.version();
        if (version != seen) {
            // Rows of a later version do no harm: they are only read again.
            tenant.operate(table.all());
            seen = version;
        }
    }

    private synchronized void look() {
        try {
            refresh();
            waiting = false;
        } catch (RuntimeException away) {
            if (!waiting) {
                log.warn("the tenant stays as it was, its changes cannot be read: {}", away.toString());
            }
            waiting = true;
        }
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("tenant").daemon().factory());
        looks = executor.scheduleWithFixedDelay(
                this::look, LOOK_INTERVAL.toMillis(), LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        looking = executor;
    }

    @Override
    public synchronized void stop() {
        if (looks != null) {
            looks.cancel(false);
            looks = null;
        }
        if (looking != null) {
            looking.shutdown();
            looking = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
