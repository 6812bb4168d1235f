package dev.latchkey.kernel.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tenant as the configuration file writes it, prefix {@code latchkey.tenant}; an unknown key stops the start.
 *
 * @param defaultDirectory the connection of a request that names none; absent, the first
 */
@ConfigurationProperties(value = "latchkey.tenant", ignoreUnknownFields = false)
record TenantProperties(
        @DefaultValue("Latchkey") String name,
        @DefaultValue("true") boolean passkeysEnabled,
        @Nullable String defaultDirectory,
        @DefaultValue List<DomainProperties> domains,
        @DefaultValue List<ConnectionProperties> connections,
        @DefaultValue List<ClientProperties> clients,
        @DefaultValue List<ResourceServerProperties> resourceServers) {

    record DomainProperties(@Nullable String url, @Nullable String relyingPartyId) {}

    record ConnectionProperties(
            @Nullable String name,
            @DefaultValue("true") boolean passkeysEnabled,
            @DefaultValue("true") boolean signupEnabled) {}

    record ClientProperties(
            @Nullable String clientId,
            @Nullable String name,
            @Nullable String appType,
            @Nullable String tokenEndpointAuthMethod,
            @Nullable String clientSecretSha256,
            @DefaultValue("true") boolean isFirstParty,
            @DefaultValue("true") boolean oidcConformant,
            @DefaultValue List<String> grantTypes,
            @DefaultValue List<String> webOrigins,
            @DefaultValue List<String> scopes,
            @DefaultValue("preferred") String userVerification,
            @DefaultValue("36000") long idTokenLifetimeSeconds,
            @DefaultValue("86400") long accessTokenLifetimeSeconds) {}

    record ResourceServerProperties(
            @Nullable String identifier,
            @DefaultValue List<String> scopes,
            @DefaultValue("86400") long tokenLifetimeSeconds) {}
}
