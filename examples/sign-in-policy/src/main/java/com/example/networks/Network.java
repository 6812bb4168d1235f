package com.example.networks;

import java.math.BigInteger;
import java.net.InetAddress;

/** A network of IPv4 or IPv6 addresses that begin with the same bits. */
record Network(InetAddress first, int bits) {

    /** Reads {@code address/bits}. */
    static Network parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not a network, as 10.0.0.0/8 is one: " + text);
        }
        // Never asks a name server.
        InetAddress first = InetAddress.ofLiteral(parts[0]);
        int bits = Integer.parseInt(parts[1]);
        if (bits > length(first)) {
            throw new IllegalArgumentException("more bits than the address has: " + text);
        }
        return new Network(first, bits);
    }

    boolean contains(String address) {
        InetAddress other = InetAddress.ofLiteral(address);
        return length(other) == length(first) && prefix(other).equals(prefix(first));
    }

    private BigInteger prefix(InetAddress address) {
        return new BigInteger(1, address.getAddress()).shiftRight(length(address) - bits);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }
}
