package dev.latchkey.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports that nobody listens on. They lie below those that systems give to outgoing connections: a server that stops
 * for a while must not lose its port to one of them, and a client that calls it meanwhile must not be connected to itself.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int BEYOND_HIGHEST = 32_000;
    private static final int TRIES = 200;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A port that is free now and that this JVM was not given before; another program may still take it first. */
    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND_HIGHEST);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServerException("no free port between %d and %d".formatted(LOWEST, BEYOND_HIGHEST));
    }

    /** The wished port if it is free, else any other. */
    public static int preferring(int wished) {
        return isFree(wished) ? wished : any();
    }

    /** Whether the port can be bound, on all interfaces together and on the loopback interface. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port))
                && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: connections of a server that has just ended do not count.
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
