package dev.latchkey.gateway;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.HashSet;
import java.util.Set;

/**
 * Copies of a message's headers what is meant end to end: none that belongs to one connection (RFC 9110, 7.6.1), and none in
 * which a caller says where the call comes from.
 */
final class EndToEnd {

    private static final Set<HttpString> HOP_BY_HOP = names(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "HTTP2-Settings",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade");

    private static final String FORWARDED_PREFIX = "X-Forwarded-";

    /** Length and Expect too: the gateway has the whole body by now and says its length itself. */
    private static final Set<HttpString> NOT_FOR_SERVICES =
            with(HOP_BY_HOP, names("Content-Length", "Expect", "Forwarded", "X-Real-IP"));

    private static final Set<HttpString> NOT_FOR_CLIENTS = with(HOP_BY_HOP, names("Server"));

    private EndToEnd() {}

    static void copyRequest(HeaderMap from, HeaderMap to) {
        Set<HttpString> dropped = withNamedByConnection(from);
        for (long i = from.fastIterateNonEmpty(); i != -1L; i = from.fiNextNonEmpty(i)) {
            HeaderValues values = from.fiCurrent(i);
            HttpString name = values.getHeaderName();
            if (!dropped.contains(name) && !saysForwarded(name)) {
                to.putAll(name, values);
            }
        }
    }

    static void copyAnswer(HeaderMap from, HeaderMap to) {
        for (long i = from.fastIterateNonEmpty(); i != -1L; i = from.fiNextNonEmpty(i)) {
            HeaderValues values = from.fiCurrent(i);
            if (!NOT_FOR_CLIENTS.contains(values.getHeaderName())) {
                to.putAll(values.getHeaderName(), values);
            }
        }
    }

    private static boolean saysForwarded(HttpString name) {
        return name.toString().regionMatches(true, 0, FORWARDED_PREFIX, 0, FORWARDED_PREFIX.length());
    }

    /** What a caller names in Connection stays behind too; but Host is not a caller's to drop. */
    private static Set<HttpString> withNamedByConnection(HeaderMap headers) {
        HeaderValues values = headers.get(Headers.CONNECTION);
        if (values == null || (values.size() == 1 && Headers.KEEP_ALIVE.equalToString(values.getFirst()))) {
            return NOT_FOR_SERVICES;
        }
        Set<HttpString> dropped = new HashSet<>(NOT_FOR_SERVICES);
        for (String value : values) {
            for (String token : value.split(",", -1)) {
                HttpString name = HttpString.tryFromString(token.strip());
                if (name != null) {
                    dropped.add(name);
                }
            }
        }
        dropped.remove(Headers.HOST);
        return dropped;
    }

    private static Set<HttpString> names(String... names) {
        Set<HttpString> set = new HashSet<>();
        for (String name : names) {
            set.add(new HttpString(name));
        }
        return set;
    }

    private static Set<HttpString> with(Set<HttpString> some, Set<HttpString> more) {
        Set<HttpString> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
