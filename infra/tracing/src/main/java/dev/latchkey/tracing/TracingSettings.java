package dev.latchkey.tracing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether and to where traces go.
 *
 * @param endpoint an OTLP/HTTP receiver, as {@code http://collector:4318} or with its whole path; none, and there are no
 *     traces
 * @param sampling which part of the requests is followed, from 0 to 1
 */
public record TracingSettings(@Nullable URI endpoint, double sampling) {

    /** What is not configured otherwise: where everything is followed, a login costs noticeably more. */
    public static final double USUAL_SAMPLING = 0.1;

    /** No traces. */
    public static final TracingSettings OFF = new TracingSettings(null, 0);

    private static final String PATH = "/v1/traces";

    public TracingSettings {
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException("the sampling of traces must lie between 0 and 1, not " + sampling);
        }
        if (endpoint != null && !isHttp(endpoint)) {
            throw new IllegalArgumentException(
                    "the endpoint of traces must look like http://collector:4318, not " + endpoint);
        }
    }

    /** As texts of an environment give it; what is empty is not configured. */
    public static TracingSettings of(@Nullable String endpoint, @Nullable String sampling) {
        return new TracingSettings(
                endpoint == null || endpoint.isBlank() ? null : URI.create(endpoint.strip()),
                sampling == null || sampling.isBlank() ? USUAL_SAMPLING : Double.parseDouble(sampling.strip()));
    }

    private static boolean isHttp(URI endpoint) {
        return ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                && endpoint.getHost() != null
                && endpoint.getRawQuery() == null
                && endpoint.getRawUserInfo() == null;
    }

    /** Where spans are sent, if anywhere. */
    @Nullable
    String target() {
        if (endpoint == null) {
            return null;
        }
        String path = endpoint.getRawPath();
        return path == null || path.isEmpty() || path.equals("/")
                ? endpoint.resolve(PATH).toString()
                : endpoint.toString();
    }
}
