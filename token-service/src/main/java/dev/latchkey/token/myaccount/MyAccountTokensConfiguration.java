package dev.latchkey.token.myaccount;

import dev.latchkey.kernel.myaccount.MyAccountTokens;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.token.signing.AccessTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Access tokens for the My Account API are read with the keys that this service has at hand. */
@Configuration(proxyBeanMethods = false)
class MyAccountTokensConfiguration {

    @Bean
    MyAccountTokens myAccountTokens(AccessTokens accessTokens) {
        return new MyAccountTokens(accessTokens.reader(Domain::myAccountAudience));
    }
}
