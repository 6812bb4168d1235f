package dev.latchkey.token.write.refresh;

import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.events.RefreshTokenRefused.Reason;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RefreshTokenUsed;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.RefreshTokenPolicy;
import dev.latchkey.token.known.KnownGrant;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.known.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides an exchange from the facts of the grant and the person; pure.
 *
 * <p>One token of a grant is current. The one before it is accepted within the leeway and answered with the current one
 * again, so that a lost answer does no harm and no second chain begins. Any other means that a token is in two hands: the
 * grant ends.
 *
 * @param facts what to record, in order
 */
public record RefreshDecision(List<GrantEvent> facts, RefreshOutcome outcome) {

    /** Enough to see an attack, too little to fill the store with one. */
    private static final int MOST_REFUSALS = 16;

    public RefreshDecision {
        facts = List.copyOf(facts);
    }

    /**
     * Decides.
     *
     * @param user the person behind the grant
     * @param key the person's key; absent once they were erased
     */
    public static RefreshDecision decide(
            ExchangeRefreshToken command, KnownGrant grant, KnownUser user, @Nullable PersonKey key) {
        if (key == null || user.erased()) {
            return refused(command, grant, Reason.USER_ERASED, null);
        }
        if (!command.token().isGenuine(key) || command.token().generation() > grant.generation()) {
            return new RefreshDecision(List.of(), new RefreshOutcome.Refused(null));
        }
        return refusal(command, grant, user)
                .map(reason -> refused(command, grant, reason, key))
                .orElseGet(() -> exchanged(command, grant, user, key));
    }

    private static Optional<Reason> refusal(ExchangeRefreshToken command, KnownGrant grant, KnownUser user) {
        if (!grant.opening().clientId().equals(command.client().clientId())) {
            return Optional.of(Reason.WRONG_CLIENT);
        }
        String boundTo = grant.opening().keyThumbprint();
        if (boundTo != null && !Objects.equals(boundTo, command.keyThumbprint())) {
            return Optional.of(Reason.WRONG_KEY);
        }
        if (grant.revoked()) {
            return Optional.of(Reason.GRANT_REVOKED);
        }
        if (user.blocked()) {
            return Optional.of(Reason.USER_BLOCKED);
        }
        if (isExpired(command, grant)) {
            return Optional.of(Reason.EXPIRED);
        }
        return isSpent(command, grant) ? Optional.of(Reason.REUSED) : Optional.empty();
    }

    private static boolean isExpired(ExchangeRefreshToken command, KnownGrant grant) {
        RefreshTokenPolicy policy = command.client().refreshTokens();
        return isOver(grant.opening().openedAt(), policy.lifetime(), command.now())
                || isOver(grant.exchangedAt(), policy.idleLifetime(), command.now());
    }

    private static boolean isOver(Instant start, @Nullable Duration lifetime, Instant now) {
        return lifetime != null && !now.isBefore(start.plus(lifetime));
    }

    private static boolean isSpent(ExchangeRefreshToken command, KnownGrant grant) {
        int behind = grant.generation() - command.token().generation();
        Duration leeway = command.client().refreshTokens().leeway();
        // Without a leeway not even a request that arrived while the one before it was decided.
        boolean late = leeway.isZero() || isOver(grant.rotatedAt(), leeway, command.now());
        return behind > 1 || (behind == 1 && late);
    }

    private static RefreshDecision exchanged(
            ExchangeRefreshToken command, KnownGrant grant, KnownUser user, PersonKey key) {
        GrantOpened opened = grant.opening();
        RefreshedAccess access = RefreshedAccess.of(command, opened);
        boolean current = command.token().generation() == grant.generation();
        boolean rotates = current && command.client().refreshTokens().rotating();
        int generation = rotates ? grant.generation() + 1 : grant.generation();
        String circumstances = command.circumstances().encryptWith(key);
        GrantEvent fact = rotates
                ? new RefreshTokenRotated(
                        opened.grantId(),
                        opened.userId(),
                        opened.clientId(),
                        generation,
                        access.scope(),
                        access.audience(),
                        command.now(),
                        circumstances,
                        command.channel())
                : new RefreshTokenUsed(
                        opened.grantId(),
                        opened.userId(),
                        opened.clientId(),
                        generation,
                        access.scope(),
                        access.audience(),
                        command.now(),
                        circumstances,
                        command.channel());
        return new RefreshDecision(
                List.of(fact),
                new RefreshOutcome.Exchanged(
                        opened,
                        PersonalData.decrypt(user.personalData(), key),
                        user.profileChangedAt(),
                        access,
                        RefreshToken.of(opened.grantId(), generation, key)));
    }

    private static RefreshDecision refused(
            ExchangeRefreshToken command, KnownGrant grant, Reason reason, @Nullable PersonKey key) {
        GrantOpened opened = grant.opening();
        RefreshOutcome outcome = new RefreshOutcome.Refused(reason);
        if (grant.refusals() >= MOST_REFUSALS && reason != Reason.REUSED) {
            return new RefreshDecision(List.of(), outcome);
        }
        String circumstances = key == null ? null : command.circumstances().encryptWith(key);
        GrantEvent refusal = new RefreshTokenRefused(
                opened.grantId(),
                opened.userId(),
                command.client().clientId(),
                command.token().generation(),
                reason,
                command.now(),
                grant.generation(),
                opened.audience(),
                circumstances,
                command.channel());
        return reason == Reason.REUSED
                ? new RefreshDecision(
                        List.of(
                                refusal,
                                new GrantRevoked(
                                        opened.grantId(),
                                        opened.userId(),
                                        opened.clientId(),
                                        GrantRevoked.Reason.REFRESH_TOKEN_REUSED,
                                        command.now(),
                                        circumstances,
                                        command.channel())),
                        outcome)
                : new RefreshDecision(List.of(refusal), outcome);
    }
}
