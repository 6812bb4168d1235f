package dev.latchkey.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire to a PostgreSQL that can be cut, and mended again at the same address. */
final class CuttableConnection implements AutoCloseable {

    private static final int MOST_BYTES = 16 * 1024;
    private static final int BACKLOG = 64;

    /** How PostgreSQL says that a transaction is committed (message CommandComplete of its protocol). */
    private static final String COMMITTED = "C\0\0\0\u000BCOMMIT\0";

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean losesCommits;
    private final AtomicInteger commitsUntilCut = new AtomicInteger();

    CuttableConnection(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks every connection, and each new one at once. */
    void cut() {
        cut = true;
        open.forEach(CuttableConnection::closeQuietly);
    }

    /** Lets PostgreSQL commit, and breaks the connection before anybody hears of it. */
    void loseCommits() {
        losesCommits = true;
    }

    /** Cuts everything when PostgreSQL has committed that often. */
    void cutAfterCommits(int commits) {
        commitsUntilCut.set(commits);
    }

    void mend() {
        cut = false;
        losesCommits = false;
        commitsUntilCut.set(0);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException broken) {
                // Whoever tried to connect sees it.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(host, port);
        open.add(client);
        open.add(server);
        if (cut) {
            cut();
        }
        Thread.ofVirtual().start(() -> carry(client, server, false));
        Thread.ofVirtual().start(() -> carry(server, client, true));
    }

    private void carry(Socket from, Socket to, boolean fromServer) {
        try (from;
                to) {
            InputStream source = from.getInputStream();
            OutputStream target = to.getOutputStream();
            byte[] buffer = new byte[MOST_BYTES];
            for (int length = source.read(buffer); length >= 0; length = source.read(buffer)) {
                if (fromServer && saysCommitted(buffer, length) && isToBeLost()) {
                    return;
                }
                target.write(buffer, 0, length);
                target.flush();
            }
        } catch (IOException broken) {
            // The other end sees it.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private boolean isToBeLost() {
        if (commitsUntilCut.get() > 0 && commitsUntilCut.decrementAndGet() == 0) {
            cut();
        }
        return cut || losesCommits;
    }

    private static boolean saysCommitted(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMITTED);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
