package dev.latchkey.kernel.tenant;

import com.google.common.net.InternetDomainName;

/** Under which names everybody can register a domain, by the Public Suffix List. */
final class PublicSuffixes {

    private PublicSuffixes() {}

    /** Whether a host name is no domain of its own, such as {@code com} or {@code co.uk}; localhost is one. */
    static boolean isPublicSuffix(String host) {
        if (host.indexOf('.') < 0) {
            return !"localhost".equals(host);
        }
        return InternetDomainName.isValid(host) && InternetDomainName.from(host).isPublicSuffix();
    }
}
