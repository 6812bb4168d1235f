package dev.latchkey.kernel.tenant;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tenant as the configuration file writes it, prefix {@code latchkey.tenant}; an unknown key stops the start.
 *
 * @param source {@code management}: this file is the seed, and operators change the tenant through the Management API;
 *     {@code file}: this file is all there is
 * @param defaultDirectory the connection of a request that names none; absent, the first
 * @param defaultAudience the API of a request that names none; absent, none
 * @param organizationNamesInTokens whether tokens carry {@code org_name} beside {@code org_id}
 */
@ConfigurationProperties(value = "latchkey.tenant", ignoreUnknownFields = false)
record TenantProperties(
        @DefaultValue(TenantProperties.MANAGEMENT) String source,
        @DefaultValue("Latchkey") String name,
        @DefaultValue("true") boolean passkeysEnabled,
        @Nullable String defaultDirectory,
        @Nullable String defaultAudience,
        @DefaultValue("false") boolean organizationNamesInTokens,
        @DefaultValue List<DomainProperties> domains,
        @DefaultValue List<ConnectionProperties> connections,
        @DefaultValue List<OrganizationProperties> organizations,
        @DefaultValue List<ClientProperties> clients,
        @DefaultValue List<ResourceServerProperties> resourceServers) {

    static final String MANAGEMENT = "management";
    static final String FILE = "file";
    static final Set<String> SOURCES = Set.of(MANAGEMENT, FILE);

    boolean isOnlySource() {
        return FILE.equals(source);
    }

    record DomainProperties(
            @Nullable String url,
            @Nullable String relyingPartyId,
            @DefaultValue List<String> relatedOrigins) {}

    record ConnectionProperties(
            @Nullable String name,
            @DefaultValue("true") boolean passkeysEnabled,
            @DefaultValue("true") boolean signupEnabled,
            @DefaultValue IdentifiersProperties identifiers,
            @DefaultValue UsernameProperties username,
            @Nullable List<String> enabledClients) {}

    record IdentifiersProperties(
            @DefaultValue("required") String email,
            @DefaultValue("inactive") String phoneNumber,
            @DefaultValue("inactive") String username) {}

    record UsernameProperties(
            @DefaultValue("1") int minLength,
            @DefaultValue("15") int maxLength,
            @DefaultValue("false") boolean allowEmail,
            @DefaultValue("false") boolean allowPhoneNumber) {}

    record OrganizationProperties(
            @Nullable String id,
            @Nullable String name,
            @Nullable String displayName) {}

    record ClientProperties(
            @Nullable String clientId,
            @Nullable String name,
            @Nullable String appType,
            @Nullable String tokenEndpointAuthMethod,
            @Nullable String clientSecretSha256,
            @DefaultValue List<String> publicKeys,
            @DefaultValue("true") boolean isFirstParty,
            @DefaultValue("true") boolean oidcConformant,
            @DefaultValue List<String> grantTypes,
            @DefaultValue List<String> webOrigins,
            @DefaultValue List<String> allowedOrigins,
            @DefaultValue List<String> callbacks,
            @DefaultValue MobileProperties mobile,
            @DefaultValue("deny") String organizationUsage,
            @DefaultValue List<String> scopes,
            @DefaultValue("preferred") String userVerification,
            @DefaultValue("false") boolean requireProofOfPossession,
            @DefaultValue("false") boolean isTokenEndpointIpHeaderTrusted,
            @DefaultValue("36000") long idTokenLifetimeSeconds,
            @DefaultValue("86400") long accessTokenLifetimeSeconds,
            @DefaultValue RefreshTokenProperties refreshToken) {}

    record MobileProperties(
            @Nullable AndroidProperties android, @Nullable IosProperties ios) {}

    record AndroidProperties(
            @Nullable String appPackageName, @DefaultValue List<String> sha256CertFingerprints) {}

    record IosProperties(@Nullable String teamId, @Nullable String appBundleIdentifier) {}

    record RefreshTokenProperties(
            @DefaultValue("rotating") String rotationType,
            @DefaultValue("0") long leewaySeconds,
            @DefaultValue("2592000") long tokenLifetimeSeconds,
            @DefaultValue("2592000") long idleTokenLifetimeSeconds,
            @DefaultValue("false") boolean infiniteTokenLifetime,
            @DefaultValue("false") boolean infiniteIdleTokenLifetime,
            @DefaultValue List<RefreshPolicyProperties> policies) {}

    record RefreshPolicyProperties(
            @Nullable String audience, @DefaultValue List<String> scope) {}

    record ResourceServerProperties(
            @Nullable String identifier,
            @DefaultValue List<String> scopes,
            @DefaultValue("86400") long tokenLifetimeSeconds,
            @DefaultValue("false") boolean allowOfflineAccess) {}
}
