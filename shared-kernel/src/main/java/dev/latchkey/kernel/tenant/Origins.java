package dev.latchkey.kernel.tenant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Web origins as the configuration may write them: https, or http on localhost (CONTRACT section 4). */
final class Origins {

    private Origins() {}

    /** Reads an origin: scheme, host and optional port in their one canonical form, nothing behind them. */
    static URI requireOrigin(String key, String text) {
        URI origin = parse(key, text);
        String host = origin.getHost();
        if (host == null || !text.equals(canonical(origin, host))) {
            throw new InvalidTenantException(
                    key, text + " must be scheme, host and port in lower case, without a path or a default port");
        }
        boolean secure = "https".equals(origin.getScheme());
        boolean local = "http".equals(origin.getScheme()) && isLocalhost(host);
        if (!secure && !local) {
            throw new InvalidTenantException(key, text + " must be https (http only for localhost and *.localhost)");
        }
        return origin;
    }

    private static URI parse(String key, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notAUrl) {
            throw new InvalidTenantException(key, text + " is not a URL");
        }
    }

    private static String canonical(URI origin, String host) {
        boolean defaultPort = origin.getPort() == ("https".equals(origin.getScheme()) ? 443 : 80);
        String port = origin.getPort() == -1 || defaultPort ? "" : ":" + origin.getPort();
        return (origin.getScheme() + "://" + host + port).toLowerCase(Locale.ROOT);
    }

    private static boolean isLocalhost(String host) {
        return "localhost".equals(host) || host.endsWith(".localhost");
    }
}
