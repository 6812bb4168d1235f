package dev.latchkey.token.recovery;

import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PrivacyConfiguration;
import dev.latchkey.kernel.recovery.BesideFacts;
import dev.latchkey.kernel.tenantchanges.TenantTable;
import dev.latchkey.kernel.tenantchanges.TenantTableConfiguration;
import dev.latchkey.token.claims.ClaimedIdentifiers;
import dev.latchkey.token.claims.ClaimedPasskeys;
import dev.latchkey.token.write.refresh.RefreshFamilies;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The parts of this service that the command {@code recover} needs, and no others; not found by the scan of a normal start. */
@Import({
    PrivacyConfiguration.class,
    TenantTableConfiguration.class,
    ClaimedIdentifiers.class,
    ClaimedPasskeys.class,
    RefreshFamilies.class,
    KeylessPeople.class
})
public class TokenRecovery {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    BesideFacts claimsBesideFacts(
            ClaimedIdentifiers identifiers,
            ClaimedPasskeys passkeys,
            RefreshFamilies families,
            TenantTable tenant,
            PersonKeys keys,
            KeylessPeople keyless) {
        return new ClaimsBesideFacts(identifiers, passkeys, families, tenant, keys, keyless);
    }
}
