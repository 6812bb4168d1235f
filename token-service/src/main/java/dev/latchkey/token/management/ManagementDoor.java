package dev.latchkey.token.management;

import dev.latchkey.kernel.management.Door;
import dev.latchkey.kernel.management.Door.Rule;
import dev.latchkey.kernel.management.OperatorDoorConfiguration;
import dev.latchkey.kernel.management.OperatorTokens;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.token.signing.AccessTokens;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which operators may do what here: everything that changes users, passkeys and the tenant. */
@Configuration(proxyBeanMethods = false)
@Import(OperatorDoorConfiguration.class)
class ManagementDoor {

    /** Tokens are read with the keys that this service has at hand. */
    @Bean
    OperatorTokens operatorTokens(AccessTokens accessTokens) {
        return new OperatorTokens(accessTokens.reader(Domain::managementAudience));
    }

    @Bean
    Door door() {
        return new Door(
                List.of(
                        Rule.post("/api/v2/users", "create:users"),
                        Rule.patch("/api/v2/users/*", "update:users"),
                        Rule.delete("/api/v2/users/*", "delete:users"),
                        Rule.post("/api/v2/users/*/authentication-methods", "create:authentication_methods"),
                        Rule.put("/api/v2/users/*/authentication-methods", "update:authentication_methods"),
                        Rule.delete("/api/v2/users/*/authentication-methods", "delete:authentication_methods"),
                        Rule.patch("/api/v2/users/*/authentication-methods/*", "update:authentication_methods"),
                        Rule.delete("/api/v2/users/*/authentication-methods/*", "delete:authentication_methods"),
                        Rule.get("/api/v2/clients", "read:clients"),
                        Rule.post("/api/v2/clients", "create:clients"),
                        Rule.get("/api/v2/clients/*", "read:clients"),
                        Rule.patch("/api/v2/clients/*", "update:clients"),
                        Rule.delete("/api/v2/clients/*", "delete:clients"),
                        Rule.post("/api/v2/clients/*/rotate-secret", "update:client_keys"),
                        Rule.get("/api/v2/connections", "read:connections"),
                        Rule.post("/api/v2/connections", "create:connections"),
                        Rule.get("/api/v2/connections/*", "read:connections"),
                        Rule.patch("/api/v2/connections/*", "update:connections"),
                        Rule.delete("/api/v2/connections/*", "delete:connections"),
                        Rule.get("/api/v2/connections/*/clients", "read:connections"),
                        Rule.patch("/api/v2/connections/*/clients", "update:connections"),
                        Rule.get("/api/v2/custom-domains", "read:custom_domains"),
                        Rule.post("/api/v2/custom-domains", "create:custom_domains"),
                        Rule.get("/api/v2/custom-domains/*", "read:custom_domains"),
                        Rule.patch("/api/v2/custom-domains/*", "update:custom_domains"),
                        Rule.delete("/api/v2/custom-domains/*", "delete:custom_domains")),
                List.of());
    }
}
