package dev.latchkey.kernel.tenant;

import java.net.URI;

/**
 * A front door: one origin with its issuer and its RP ID (CONTRACT section 1.1).
 *
 * @param url scheme, host and port, without a path
 * @param relyingPartyId the host or a parent of it
 */
public record Domain(URI url, String relyingPartyId) {

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

    /** The audience that stands for the userinfo endpoint here. */
    public String userinfoAudience() {
        return issuer() + "userinfo";
    }
}
