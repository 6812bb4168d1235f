package dev.latchkey.token.extensions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the extensions that are there. */
@Configuration(proxyBeanMethods = false)
class ExtensionsConfiguration {

    @Bean
    Extensions extensions(Environment environment) {
        return Extensions.started(new ExtensionsProperties(environment));
    }

    @Bean
    SignInPolicies signInPolicies(Extensions extensions) {
        return new SignInPolicies(extensions.policies());
    }

    @Bean
    ExtraTokenClaims extraTokenClaims(Extensions extensions) {
        return new ExtraTokenClaims(extensions.claims());
    }
}
