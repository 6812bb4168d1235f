package dev.latchkey.kernel.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** The headers that keep answers with tokens, sessions or refusals out of every cache (CONTRACT section 1.8). */
public final class NoStore {

    private static final String CACHE_CONTROL = "no-store";
    private static final String PRAGMA = "no-cache";

    private NoStore() {}

    /** Adds {@code Cache-Control: no-store} and {@code Pragma: no-cache}. */
    public static void addTo(HttpHeaders headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        headers.set(HttpHeaders.PRAGMA, PRAGMA);
    }

    /** The same, for an answer that is written by hand. */
    public static void addTo(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        response.setHeader(HttpHeaders.PRAGMA, PRAGMA);
    }
}
