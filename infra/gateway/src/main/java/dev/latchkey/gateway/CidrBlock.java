package dev.latchkey.gateway;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of IP addresses, as {@code 10.0.0.0/8} or {@code fd00::/8} names it; a lone address is a block of one. */
record CidrBlock(InetAddress network, int prefixLength) {

    static CidrBlock parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress network = InetAddress.ofLiteral(parts[0]);
        int bits = network.getAddress().length * Byte.SIZE;
        int prefixLength = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("a prefix of " + prefixLength + " bits is none of " + bits);
        }
        return new CidrBlock(network, prefixLength);
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        int wholeBytes = prefixLength / Byte.SIZE;
        int restMask = 0xFF << (Byte.SIZE - prefixLength % Byte.SIZE) & 0xFF;
        return ours.length == theirs.length
                && Arrays.equals(ours, 0, wholeBytes, theirs, 0, wholeBytes)
                && (restMask == 0 || (ours[wholeBytes] & restMask) == (theirs[wholeBytes] & restMask));
    }
}
