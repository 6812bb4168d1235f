package dev.latchkey.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a gateway that runs alone, from environment variables; what is missing or wrong is refused by its name.
 *
 * @param drainDelay how long the door stays open after it was announced that it will close
 */
record Settings(GatewayConfiguration gateway, String managementAddress, int managementPort, Duration drainDelay) {

    static final String ADDRESS = "LATCHKEY_GATEWAY_ADDRESS";
    static final String PORT = "LATCHKEY_GATEWAY_PORT";
    static final String MANAGEMENT_ADDRESS = "LATCHKEY_GATEWAY_MANAGEMENT_ADDRESS";
    static final String MANAGEMENT_PORT = "LATCHKEY_GATEWAY_MANAGEMENT_PORT";
    static final String UPSTREAM = "LATCHKEY_GATEWAY_UPSTREAM_";
    static final String TRUSTED_PROXIES = "LATCHKEY_GATEWAY_TRUSTED_PROXIES";
    static final String DEMO = "LATCHKEY_GATEWAY_DEMO";
    static final String DRAIN_DELAY = "LATCHKEY_GATEWAY_DRAIN_DELAY_SECONDS";
    static final String DRAIN_LIMIT = "LATCHKEY_GATEWAY_DRAIN_LIMIT_SECONDS";
    static final String KAFKA = "LATCHKEY_KAFKA_BOOTSTRAP_SERVERS";

    private static final int MAX_SECONDS = 600;

    static Settings from(Map<String, String> environment) {
        return new Reader(environment).read(RouteTable.load().services());
    }

    private record Reader(Map<String, String> environment) {

        Settings read(Set<String> services) {
            GatewayConfiguration plain =
                    new GatewayConfiguration(text(ADDRESS, "0.0.0.0"), port(PORT, 8080), upstreams(services));
            GatewayConfiguration complete =
                    plain.withTrustedProxies(trustedProxies()).withDrainLimit(seconds(DRAIN_LIMIT, 20));
            return new Settings(
                    isDemo() ? complete.withDemo(required(KAFKA)) : complete,
                    text(MANAGEMENT_ADDRESS, "127.0.0.1"),
                    port(MANAGEMENT_PORT, 9080),
                    seconds(DRAIN_DELAY, 0));
        }

        private Map<String, URI> upstreams(Set<String> services) {
            Map<String, URI> upstreams = new TreeMap<>();
            Set<String> unknown = new TreeSet<>(environment.keySet());
            unknown.removeIf(key -> !key.startsWith(UPSTREAM));
            for (String service : new TreeSet<>(services)) {
                String key = UPSTREAM + service.toUpperCase(Locale.ROOT);
                upstreams.put(service, upstream(service, key));
                unknown.remove(key);
            }
            for (String key : unknown) {
                throw new InvalidSettingException(key, "is of no service: there are " + new TreeSet<>(services));
            }
            return upstreams;
        }

        private URI upstream(String service, String key) {
            try {
                URI uri = new URI(required(key));
                GatewayConfiguration.requireBaseUri(service, uri);
                return uri;
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new InvalidSettingException(key, "must look like http://host:port, not " + value(key));
            }
        }

        private TrustedProxies trustedProxies() {
            List<String> blocks = Arrays.stream(text(TRUSTED_PROXIES, "").split(",", -1))
                    .map(String::strip)
                    .filter(block -> !block.isEmpty())
                    .toList();
            try {
                return TrustedProxies.in(blocks);
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException(TRUSTED_PROXIES, "is wrong: " + e.getMessage());
            }
        }

        private boolean isDemo() {
            String demo = text(DEMO, "false");
            if (!demo.equals("true") && !demo.equals("false")) {
                throw new InvalidSettingException(DEMO, "must be true or false, not " + demo);
            }
            return demo.equals("true");
        }

        private int port(String key, int usual) {
            return number(key, usual, 1, 65_535);
        }

        private Duration seconds(String key, int usual) {
            return Duration.ofSeconds(number(key, usual, 0, MAX_SECONDS));
        }

        private int number(String key, int usual, int least, int most) {
            String text = text(key, Integer.toString(usual));
            if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new InvalidSettingException(
                        key, "must be a number from " + least + " to " + most + ", not " + text);
            }
            return Integer.parseInt(text);
        }

        private String required(String key) {
            String value = value(key);
            if (value == null) {
                throw new InvalidSettingException(key, "is missing");
            }
            return value;
        }

        private String text(String key, String usual) {
            String value = value(key);
            return value == null ? usual : value;
        }

        /** Empty is as good as absent: compose files and charts pass empty values on. */
        private @Nullable String value(String key) {
            String value = environment.getOrDefault(key, "").strip();
            return value.isEmpty() ? null : value;
        }
    }
}
