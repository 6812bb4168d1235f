package dev.latchkey.gateway;

import java.net.URI;
import java.util.Map;

/**
 * Where the front door listens and what stands behind it.
 *
 * @param bindAddress name or address to listen on
 * @param port TCP port; 0 takes a free one
 * @param upstreams base URI of each service of the route table, by name
 * @param kafkaBootstrapServers where the live feed reads events
 */
public record GatewayConfiguration(
        String bindAddress, int port, Map<String, URI> upstreams, String kafkaBootstrapServers) {

    public GatewayConfiguration {
        if (bindAddress.isBlank()) {
            throw new IllegalArgumentException("The gateway's bind address is empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The gateway's port is not a port: " + port);
        }
        if (kafkaBootstrapServers.isBlank()) {
            throw new IllegalArgumentException("The gateway's Kafka bootstrap servers are empty");
        }
        upstreams = Map.copyOf(upstreams);
        upstreams.forEach(GatewayConfiguration::requireBaseUri);
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
