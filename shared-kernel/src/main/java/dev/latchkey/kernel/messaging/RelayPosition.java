package dev.latchkey.kernel.messaging;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/** The relay's position in the event store and its claim on the work, each step in a transaction of its own. */
final class RelayPosition {

    private static final String NAME = "kafka-relay";
    private static final int SEGMENT = 0;

    private final TokenStore tokens;
    private final TransactionManager transactions;

    RelayPosition(TokenStore tokens, TransactionManager transactions) {
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /**
     * Claims the work.
     *
     * @return where to go on, null at the very start
     * @throws UnableToClaimTokenException when another instance has it
     */
    @Nullable
    TrackingToken claim() {
        if (transactions.fetchInTransaction(() -> tokens.fetchSegments(NAME)).length == 0) {
            transactions.executeInTransaction(() -> tokens.initializeTokenSegments(NAME, 1));
        }
        return transactions.fetchInTransaction(() -> tokens.fetchToken(NAME, SEGMENT));
    }

    void store(TrackingToken token) {
        transactions.executeInTransaction(() -> tokens.storeToken(token, NAME, SEGMENT));
    }

    void extend() {
        transactions.executeInTransaction(() -> tokens.extendClaim(NAME, SEGMENT));
    }

    void release() {
        transactions.executeInTransaction(() -> tokens.releaseClaim(NAME, SEGMENT));
    }
}
