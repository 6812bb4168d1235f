package dev.latchkey.kernel.tenant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Web origins as the configuration may write them: https, or http on localhost (CONTRACT section 4). */
final class Origins {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private Origins() {}

    /** Reads an origin: scheme, host and optional port in their one canonical form, nothing behind them. */
    static URI requireOrigin(String key, String text) {
        URI origin = parse(key, text);
        if (!text.equals(canonical(origin))) {
            throw new InvalidTenantException(
                    key, text + " must be scheme, host and port in lower case, without a path or a default port");
        }
        requireSecure(key, text, origin);
        return origin;
    }

    /** Reads a callback URL, of which only the origin matters here. */
    static String requireOriginOf(String key, String url) {
        URI callback = parse(key, url);
        if (callback.getHost() == null || callback.getScheme() == null) {
            throw new InvalidTenantException(key, url + " is not a URL with scheme and host");
        }
        return canonical(callback);
    }

    /** Whether a text is an origin in the form that browsers send. */
    static boolean isCanonical(String text) {
        try {
            return text.equals(canonical(new URI(text)));
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    private static void requireSecure(String key, String text, URI origin) {
        boolean secure = "https".equals(origin.getScheme());
        boolean local = "http".equals(origin.getScheme()) && isLocalhost(origin.getHost());
        if (!secure && !local) {
            throw new InvalidTenantException(key, text + " must be https (http only for localhost and *.localhost)");
        }
    }

    private static URI parse(String key, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notAUrl) {
            throw new InvalidTenantException(key, text + " is not a URL");
        }
    }

    /** Empty for what has no host. */
    private static String canonical(URI origin) {
        if (origin.getHost() == null || origin.getScheme() == null) {
            return "";
        }
        boolean defaultPort = origin.getPort() == ("https".equals(origin.getScheme()) ? HTTPS_PORT : HTTP_PORT);
        String port = origin.getPort() == -1 || defaultPort ? "" : ":" + origin.getPort();
        return (origin.getScheme() + "://" + origin.getHost() + port).toLowerCase(Locale.ROOT);
    }

    private static boolean isLocalhost(String host) {
        return "localhost".equals(host) || host.endsWith(".localhost");
    }
}
