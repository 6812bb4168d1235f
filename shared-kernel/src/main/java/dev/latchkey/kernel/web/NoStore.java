package dev.latchkey.kernel.web;

import org.springframework.http.HttpHeaders;

/** The headers that keep answers with tokens, sessions or refusals out of every cache (CONTRACT section 1.8). */
public final class NoStore {

    private NoStore() {}

    /** Adds {@code Cache-Control: no-store} and {@code Pragma: no-cache}. */
    public static void addTo(HttpHeaders headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set(HttpHeaders.PRAGMA, "no-cache");
    }
}
