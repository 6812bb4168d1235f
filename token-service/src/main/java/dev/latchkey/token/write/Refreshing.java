package dev.latchkey.token.write;

import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownGrant;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.write.refresh.ExchangeRefreshToken;
import dev.latchkey.token.write.refresh.RefreshDecision;
import dev.latchkey.token.write.refresh.RefreshFamilies;
import dev.latchkey.token.write.refresh.RefreshOutcome;
import dev.latchkey.token.write.refresh.RevokeRefreshToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries the commands of refresh tokens through their aggregates, each in its one transaction. */
@Component
class Refreshing {

    private final Repository<Grant> grants;
    private final Repository<User> users;
    private final PersonKeys keys;
    private final RefreshFamilies families;

    Refreshing(Repository<Grant> grants, Repository<User> users, PersonKeys keys, RefreshFamilies families) {
        this.grants = grants;
        this.users = users;
        this.keys = keys;
        this.families = families;
    }

    @CommandHandler
    RefreshOutcome decide(ExchangeRefreshToken command, @MessageIdentifier String commandId) {
        families.lock(command.token().grantId());
        KnownGrant grant = find(command.token().grantId());
        KnownUser user = grant == null ? null : userOf(grant);
        if (grant == null || user == null) {
            return new RefreshOutcome.Refused(null);
        }
        RefreshDecision decision = RefreshDecision.decide(command, grant, user, keyOf(grant));
        decision.facts().forEach(fact -> record(fact, grant, commandId));
        return decision.outcome();
    }

    @CommandHandler
    void decide(RevokeRefreshToken command, @MessageIdentifier String commandId) {
        families.lock(command.token().grantId());
        KnownGrant grant = find(command.token().grantId());
        PersonKey key = grant == null ? null : keyOf(grant);
        if (grant != null && key != null && !grant.revoked() && isTokenOf(command, grant, key)) {
            record(revocation(command, grant.opening(), key), grant, commandId);
        }
    }

    private static GrantRevoked revocation(RevokeRefreshToken command, GrantOpened opened, PersonKey key) {
        return new GrantRevoked(
                opened.grantId(),
                opened.userId(),
                opened.clientId(),
                GrantRevoked.Reason.CLIENT,
                command.now(),
                command.circumstances().encryptWith(key),
                command.channel());
    }

    private static boolean isTokenOf(RevokeRefreshToken command, KnownGrant grant, PersonKey key) {
        return grant.opening().clientId().equals(command.client().clientId())
                && command.token().isGenuine(key);
    }

    /** Ends the oldest grants of a person with an application when a new one made them too many. */
    void makeRoomFor(GrantOpened opened, String commandId) {
        for (GrantId tooOld : families.add(opened)) {
            KnownGrant grant = find(tooOld);
            if (grant != null && !grant.revoked()) {
                record(revocation(grant.opening(), GrantRevoked.Reason.TOO_MANY, opened.openedAt()), grant, commandId);
            }
        }
    }

    /** Ends all grants of a person that give refresh tokens. */
    List<GrantRevoked> endAll(UserId person, GrantRevoked.Reason reason, Instant now, MetaData origin) {
        List<GrantRevoked> ended = new ArrayList<>();
        for (GrantId open : families.of(person)) {
            families.lock(open);
            KnownGrant grant = find(open);
            if (grant != null && !grant.revoked()) {
                GrantRevoked fact = revocation(grant.opening(), reason, now);
                grants.load(fact.streamId()).execute(it -> it.record(fact, origin));
                ended.add(fact);
            }
            families.remove(open);
        }
        return ended;
    }

    private static GrantRevoked revocation(GrantOpened opened, GrantRevoked.Reason reason, Instant now) {
        return new GrantRevoked(opened.grantId(), opened.userId(), opened.clientId(), reason, now);
    }

    private void record(GrantEvent fact, KnownGrant grant, String commandId) {
        MetaData origin = CorrelationData.of(grant.opening().sessionId(), commandId);
        grants.load(fact.streamId()).execute(it -> it.record(fact, origin));
        if (fact instanceof GrantRevoked gone) {
            families.remove(gone.grantId());
        }
    }

    private @Nullable KnownGrant find(GrantId id) {
        return Streams.find(grants, id)
                .map((Aggregate<Grant> grant) -> grant.invoke(Grant::known))
                .orElse(null);
    }

    private @Nullable KnownUser userOf(KnownGrant grant) {
        return Streams.find(users, grant.opening().userId())
                .map((Aggregate<User> user) -> user.invoke(User::known))
                .orElse(null);
    }

    private @Nullable PersonKey keyOf(KnownGrant grant) {
        return keys.find(grant.opening().userId()).orElse(null);
    }
}
