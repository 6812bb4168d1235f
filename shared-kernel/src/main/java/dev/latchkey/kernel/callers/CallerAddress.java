package dev.latchkey.kernel.callers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Internet addresses as limits count them. */
final class CallerAddress {

    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    /** Whom an address stands for: itself, or its /64 network in IPv6, of which a single subscriber has all addresses. */
    static String caller(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        return parse(address)
                .filter(Inet6Address.class::isInstance)
                .map(six -> HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64")
                .orElse(address);
    }

    /** Reads the text of one address; no name is ever looked up. */
    static Optional<InetAddress> parse(String text) {
        try {
            return text.indexOf('%') < 0 ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
