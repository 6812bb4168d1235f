package dev.latchkey.audit.proof;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.proof.head.HeadSigner;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the keys and names the trail. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TreeHeadProperties.class)
class ProofConfiguration {

    @Bean
    HeadSigner headSigner(TreeHeadProperties properties) {
        try {
            return HeadSigner.of(properties.keys());
        } catch (IllegalArgumentException unusable) {
            throw new UnusableHeadKeysException(String.valueOf(unusable.getMessage()));
        }
    }

    @Bean
    Origin treeHeadOrigin(TreeHeadProperties properties, Tenant tenant) {
        return new Origin(Optional.ofNullable(properties.origin())
                .orElseGet(() -> tenant.domains().getFirst().issuer()));
    }
}
