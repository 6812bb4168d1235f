package dev.latchkey.kernel.tenant;

import java.net.URI;
import java.util.List;

/**
 * A front door: one origin with its issuer and its RP ID (CONTRACT section 1.1).
 *
 * @param url scheme, host and port, without a path
 * @param relyingPartyId the host or a parent of it
 * @param relatedOrigins further origins that browsers let use the RP ID (WebAuthn Level 3 section 5.11)
 */
public record Domain(URI url, String relyingPartyId, List<String> relatedOrigins) {

    public Domain {
        relatedOrigins = List.copyOf(relatedOrigins);
    }

    /** Host and port as a {@code Host} header names them. */
    public String authority() {
        return url.getRawAuthority();
    }

    /** The issuer of tokens obtained here, with its trailing slash. */
    public String issuer() {
        return url + "/";
    }

    /** The audience of the Management API here. */
    public String managementAudience() {
        return issuer() + "api/v2/";
    }

    /** The audience of the My Account API here (CONTRACT section 12). */
    public String myAccountAudience() {
        return issuer() + "me/";
    }

    /** The audience that stands for the userinfo endpoint here. */
    public String userinfoAudience() {
        return issuer() + "userinfo";
    }

    /** Whether browsers let a page on this web origin use the RP ID. */
    boolean isInScope(String webOrigin) {
        String host = URI.create(webOrigin).getHost();
        return host.equals(relyingPartyId) || host.endsWith("." + relyingPartyId) || relatedOrigins.contains(webOrigin);
    }
}
