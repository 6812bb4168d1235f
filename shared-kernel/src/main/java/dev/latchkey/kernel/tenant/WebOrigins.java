package dev.latchkey.kernel.tenant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of web origins, some of them for all subdomains of a host: {@code https://*.example.com} stands for one more
 * label, on the same scheme and port (CONTRACT sections 1.5 and 4).
 */
public final class WebOrigins {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String WILDCARD = "*.";

    private final Set<String> exact = new HashSet<>();
    private final Set<Wildcard> wildcards = new HashSet<>();

    private record Wildcard(String scheme, String parent, int port) {}

    private WebOrigins() {}

    /**
     * Reads a list of the configuration.
     *
     * @throws InvalidTenantException for an entry that is no origin
     */
    static WebOrigins read(String key, List<String> entries) {
        WebOrigins origins = new WebOrigins();
        entries.forEach(entry -> origins.add(key, entry));
        return origins;
    }

    static WebOrigins union(Collection<WebOrigins> lists) {
        WebOrigins union = new WebOrigins();
        for (WebOrigins list : lists) {
            union.exact.addAll(list.exact);
            union.wildcards.addAll(list.wildcards);
        }
        return union;
    }

    private void add(String key, String entry) {
        int wildcard = entry.indexOf("://" + WILDCARD);
        if (wildcard < 0) {
            exact.add(Origins.requireOrigin(key, entry).toString());
            return;
        }
        String parent = entry.substring(0, wildcard + 3) + entry.substring(wildcard + 3 + WILDCARD.length());
        URI origin = Origins.requireOrigin(key, parent);
        if (PublicSuffixes.isPublicSuffix(origin.getHost())) {
            throw new InvalidTenantException(key, entry + " would stand for everybody's domains");
        }
        wildcards.add(new Wildcard(origin.getScheme(), origin.getHost(), origin.getPort()));
    }

    /** Whether an origin, in the one form that browsers send, is on the list. */
    public boolean allows(String origin) {
        return exact.contains(origin) || (!wildcards.isEmpty() && isBelowOne(origin));
    }

    private boolean isBelowOne(String origin) {
        URI uri = parse(origin);
        String host = uri == null ? null : uri.getHost();
        if (uri == null || host == null || !Origins.isCanonical(origin)) {
            return false;
        }
        int dot = host.indexOf('.');
        return dot > 0
                && LABEL.matcher(host.substring(0, dot)).matches()
                && wildcards.contains(new Wildcard(uri.getScheme(), host.substring(dot + 1), uri.getPort()));
    }

    private static @Nullable URI parse(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException notAnOrigin) {
            return null;
        }
    }
}
