package dev.latchkey.kernel.privacy;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the ciphers and hashes of personal data from the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrivacyProperties.class)
public class PrivacyConfiguration {

    @Bean
    IdentifierHasher identifierHasher(PrivacyProperties properties) {
        return new IdentifierHasher(properties.identifierKeyBytes());
    }

    @Bean
    SearchTokens searchTokens(PrivacyProperties properties) {
        return new SearchTokens(properties.identifierKeyBytes());
    }

    @Bean
    KeyEncryption keyEncryption(PrivacyProperties properties) {
        return new KeyEncryption(properties.keyEncryptionKeysOrNone());
    }

    @Bean
    PersonKeys personKeys(JdbcClient jdbc, KeyEncryption keyEncryption) {
        return new PersonKeys(jdbc, keyEncryption);
    }

    @Bean
    AddressHasher addressHasher(JdbcClient jdbc, KeyEncryption keyEncryption, Clock clock) {
        return new AddressHasher(jdbc, keyEncryption, clock);
    }
}
