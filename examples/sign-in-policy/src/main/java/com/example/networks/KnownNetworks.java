package com.example.networks;

import dev.latchkey.extension.SignInDecision;
import dev.latchkey.extension.SignInPolicy;
import dev.latchkey.extension.SignInRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets people sign in to some applications from known networks only.
 *
 * <p>Settings: {@code client-ids}, the applications; {@code networks}, as {@code 10.0.0.0/8, 2001:db8::/32}. Both are lists
 * with commas.
 */
public final class KnownNetworks implements SignInPolicy {

    private Set<String> clientIds = Set.of();
    private List<Network> networks = List.of();

    @Override
    public String name() {
        return "known-networks";
    }

    @Override
    public void start(Map<String, String> settings) {
        clientIds = Set.copyOf(list(settings, "client-ids"));
        networks = list(settings, "networks").stream().map(Network::parse).toList();
    }

    /** All that it needs is in the request, so it is done in no time. */
    @Override
    public SignInDecision decide(SignInRequest request) {
        return !clientIds.contains(request.clientId()) || isKnown(request.address())
                ? SignInDecision.allow()
                : SignInDecision.refuse("unknown-network");
    }

    private boolean isKnown(String address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** A policy that was set up wrongly must not let everybody in: the service does not start with it. */
    private static List<String> list(Map<String, String> settings, String name) {
        List<String> items = Stream.of(settings.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("the setting " + name + " is missing");
        }
        return items;
    }
}
