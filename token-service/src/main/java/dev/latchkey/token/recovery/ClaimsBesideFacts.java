package dev.latchkey.token.recovery;

import dev.latchkey.kernel.events.AuthSessionEvent;
import dev.latchkey.kernel.events.ChallengeEvent;
import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.recovery.BesideFacts;
import dev.latchkey.kernel.tenantchanges.TenantTable;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.claims.ClaimedIdentifiers;
import dev.latchkey.token.claims.ClaimedPasskeys;
import dev.latchkey.token.write.redeem.Grants;
import dev.latchkey.token.write.refresh.RefreshFamilies;

/**
 * Writes the tables that commands write beside their facts. What no fact carries cannot be made up for: the key of a person
 * who signed up after the backup, so they are remembered to be erased; and the keys of people who were erased after it are
 * destroyed once more.
 */
class ClaimsBesideFacts implements BesideFacts {

    private final ClaimedIdentifiers identifiers;
    private final ClaimedPasskeys passkeys;
    private final RefreshFamilies families;
    private final TenantTable tenant;
    private final PersonKeys keys;
    private final KeylessPeople keyless;

    ClaimsBesideFacts(
            ClaimedIdentifiers identifiers,
            ClaimedPasskeys passkeys,
            RefreshFamilies families,
            TenantTable tenant,
            PersonKeys keys,
            KeylessPeople keyless) {
        this.identifiers = identifiers;
        this.passkeys = passkeys;
        this.families = families;
        this.tenant = tenant;
        this.keys = keys;
        this.keyless = keyless;
    }

    @Override
    public void on(ReceivedEvent received) {
        switch (received.event()) {
            case UserEvent fact -> on(fact);
            case CredentialEvent fact -> on(fact);
            case GrantEvent fact -> on(fact);
            case TenantEvent fact -> tenant.take(fact, received.sequence());
            case AuthSessionEvent answer -> {
                // The fact alone keeps the session from being answered again.
            }
            case ChallengeEvent other -> throw new IllegalStateException("not ours: " + other.getClass());
        }
    }

    private void on(UserEvent fact) {
        switch (fact) {
            case UserCreated created -> {
                identifiers.claim(created.realm(), created.identifierHashes(), created.userId());
                if (keys.find(created.userId()).isEmpty()) {
                    keyless.add(created.userId());
                }
            }
            case UserProfileChanged changed -> claimAnew(changed);
            case UserErased erased -> forget(erased.userId());
            case UserJoinedOrganization joined -> nothing();
            case UserBlocked blocked -> nothing();
            case UserUnblocked unblocked -> nothing();
        }
    }

    private void claimAnew(UserProfileChanged changed) {
        String realm = identifiers.realmOf(changed.userId()).orElse(null);
        if (realm != null) {
            identifiers.releaseAll(changed.userId());
            identifiers.claim(realm, changed.identifierHashes(), changed.userId());
        }
    }

    private void forget(UserId person) {
        identifiers.releaseAll(person);
        keys.destroy(person);
        keyless.remove(person);
    }

    private void on(CredentialEvent fact) {
        switch (fact) {
            case CredentialRegistered registered -> passkeys.claim(registered.passkeyId(), registered.userId());
            case CredentialRevoked revoked -> passkeys.revoke(revoked.passkeyId());
            case CredentialRenamed renamed -> nothing();
            case CredentialUsed used -> nothing();
        }
    }

    private void on(GrantEvent fact) {
        if (fact instanceof GrantOpened opened && Grants.isRefreshable(opened)) {
            families.add(opened);
        } else if (fact instanceof GrantRevoked revoked) {
            families.remove(revoked.grantId());
        }
    }

    private static void nothing() {
        // Nothing stands beside this fact.
    }
}
