package dev.latchkey.gateway;

import java.net.InetAddress;
import java.util.List;

/** The proxies before the gateway whose word on where a call comes from is taken; of anybody else it is not. */
public final class TrustedProxies {

    /** Nobody: the gateway is the first that callers meet. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<CidrBlock> blocks;

    private TrustedProxies(List<CidrBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** Whoever has an address in one of these blocks, such as {@code 10.0.0.0/8}. */
    public static TrustedProxies in(List<String> blocks) {
        return new TrustedProxies(blocks.stream().map(TrustedProxies::block).toList());
    }

    private static CidrBlock block(String text) {
        try {
            return CidrBlock.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no block of addresses such as 10.0.0.0/8", e);
        }
    }

    boolean include(InetAddress address) {
        for (CidrBlock block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
