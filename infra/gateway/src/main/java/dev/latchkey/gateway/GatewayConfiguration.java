package dev.latchkey.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the front door listens, what stands behind it and what before it.
 *
 * @param bindAddress name or address to listen on
 * @param port TCP port; 0 takes a free one
 * @param upstreams base URI of each service of the route table, by name
 * @param demoKafka where the demo page's live events are read; null where there is to be no demo page
 * @param trustedProxies whose word is taken on where a call comes from
 * @param drainLimit how long requests that are under way may take when the door closes
 */
public record GatewayConfiguration(
        String bindAddress,
        int port,
        Map<String, URI> upstreams,
        @Nullable String demoKafka,
        TrustedProxies trustedProxies,
        Duration drainLimit) {

    private static final Duration SHORT_DRAIN = Duration.ofSeconds(2);

    public GatewayConfiguration {
        if (bindAddress.isBlank()) {
            throw new IllegalArgumentException("The gateway's bind address is empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The gateway's port is not a port: " + port);
        }
        if (demoKafka != null && demoKafka.isBlank()) {
            throw new IllegalArgumentException("The gateway's Kafka bootstrap servers are empty");
        }
        upstreams = Map.copyOf(upstreams);
        upstreams.forEach(GatewayConfiguration::requireBaseUri);
    }

    /** A door without the demo page, with no proxies before it. */
    public GatewayConfiguration(String bindAddress, int port, Map<String, URI> upstreams) {
        this(bindAddress, port, upstreams, null, TrustedProxies.NONE, SHORT_DRAIN);
    }

    /** With the demo page, its live events from this Kafka. */
    public GatewayConfiguration withDemo(String kafkaBootstrapServers) {
        return new GatewayConfiguration(
                bindAddress, port, upstreams, kafkaBootstrapServers, trustedProxies, drainLimit);
    }

    public GatewayConfiguration withTrustedProxies(TrustedProxies proxies) {
        return new GatewayConfiguration(bindAddress, port, upstreams, demoKafka, proxies, drainLimit);
    }

    public GatewayConfiguration withDrainLimit(Duration limit) {
        return new GatewayConfiguration(bindAddress, port, upstreams, demoKafka, trustedProxies, limit);
    }

    static void requireBaseUri(String service, URI uri) {
        boolean base = "http".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() > 0
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawUserInfo() == null;
        if (!base) {
            throw new IllegalArgumentException(
                    "The upstream of " + service + " must look like http://host:port, not " + uri);
        }
    }
}
