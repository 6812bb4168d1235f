package dev.latchkey.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from. Behind trusted proxies that is the right-most address in X-Forwarded-For that is none of theirs: all
 * that stands left of it was said by the caller, who may say anything.
 */
record Origin(String address, String scheme) {

    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}");

    static Origin of(HttpServerExchange exchange, TrustedProxies trusted) {
        InetAddress peer = exchange.getSourceAddress().getAddress();
        if (!trusted.include(peer)) {
            return new Origin(peer.getHostAddress(), exchange.getRequestScheme());
        }
        HeaderMap headers = exchange.getRequestHeaders();
        return new Origin(
                caller(peer, headers, trusted).getHostAddress(), scheme(headers, exchange.getRequestScheme()));
    }

    private static InetAddress caller(InetAddress peer, HeaderMap headers, TrustedProxies trusted) {
        InetAddress caller = peer;
        for (String said : said(headers.get(Headers.X_FORWARDED_FOR)).reversed()) {
            InetAddress before = address(said);
            if (before == null) {
                return caller;
            }
            caller = before;
            if (!trusted.include(caller)) {
                return caller;
            }
        }
        return caller;
    }

    /** The word of the nearest proxy, which is the one we trust. */
    private static String scheme(HeaderMap headers, String ours) {
        List<String> said = said(headers.get(Headers.X_FORWARDED_PROTO));
        String last = said.isEmpty() ? ours : said.getLast().toLowerCase(Locale.ROOT);
        return last.equals("https") || last.equals("http") ? last : ours;
    }

    private static List<String> said(@Nullable HeaderValues values) {
        List<String> said = new ArrayList<>();
        if (values != null) {
            for (String value : values) {
                for (String part : value.split(",", -1)) {
                    said.add(part.strip());
                }
            }
        }
        return said;
    }

    /** Null when it is no address; a name is never looked up, and a port belongs to no caller. */
    private static @Nullable InetAddress address(String said) {
        Matcher withPort = WITH_PORT.matcher(said);
        String literal = said;
        if (withPort.matches()) {
            literal = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        }
        try {
            return literal.contains("%") ? null : InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
