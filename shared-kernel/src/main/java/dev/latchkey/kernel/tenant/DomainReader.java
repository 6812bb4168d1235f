package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.DomainProperties;
import java.net.URI;
import java.util.List;

/** Reads one domain of the configuration, naming the key of whatever is wrong. */
final class DomainReader {

    private DomainReader() {}

    static Domain read(String key, DomainProperties domain) {
        URI url = Origins.requireOrigin(key + ".url", Setting.required(key + ".url", domain.url()));
        return new Domain(
                url,
                relyingPartyId(key + ".relying-party-id", url.getHost(), domain),
                relatedOrigins(key + ".related-origins", domain.relatedOrigins()));
    }

    /** The host or a parent that is still below a public suffix: browsers refuse everything else. */
    private static String relyingPartyId(String key, String host, DomainProperties domain) {
        String relyingPartyId = domain.relyingPartyId() == null ? host : domain.relyingPartyId();
        if (!host.equals(relyingPartyId) && !host.endsWith("." + relyingPartyId)) {
            throw new InvalidTenantException(
                    key, relyingPartyId + " must be the host of the url, " + host + ", or a parent domain of it");
        }
        if (!host.equals(relyingPartyId) && PublicSuffixes.isPublicSuffix(relyingPartyId)) {
            throw new InvalidTenantException(
                    key, relyingPartyId + " is a public suffix: everybody could register a domain below it");
        }
        return relyingPartyId;
    }

    private static List<String> relatedOrigins(String key, List<String> origins) {
        return origins.stream()
                .map(origin -> Origins.requireOrigin(key, origin).toString())
                .toList();
    }
}
