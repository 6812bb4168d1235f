package dev.latchkey.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that notes each request to the byte and gives the answer it was told to give. */
final class RecordingService implements AutoCloseable {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private static final int BACKLOG = 512;

    /** Says nothing, for ever. */
    static final String SILENCE = "";

    /** An answer that goes on as long as somebody takes it. */
    static String endless(String contentType) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nX-Endless: yes\r\nConnection: close\r\n\r\n";
    }

    /** A request as it came: its head without the last blank line, and its body. */
    record Received(String head, String body) {

        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger serving = new AtomicInteger();
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile String answer = OK;

    private RecordingService(int port) throws IOException {
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        Thread.ofVirtual().start(this::accept);
    }

    static RecordingService start() {
        return startOn(0);
    }

    static RecordingService startOn(int port) {
        try {
            return new RecordingService(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    List<Received> received() {
        return received;
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("expected one request, got " + received);
        }
        return received.getFirst();
    }

    int connections() {
        return connections.get();
    }

    /** How many connections are being served. */
    int open() {
        return serving.get();
    }

    void willAnswer(String bytes) {
        answer = bytes;
    }

    /** Ends the connection over the next request instead of an answer, as a service does that just closes an idle one. */
    void willHangUpOnce() {
        hangUps.set(1);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                if (listener.isClosed()) {
                    // It came in while the service went away, and would otherwise still be answered.
                    socket.close();
                    return;
                }
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        serving.incrementAndGet();
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = readHead(in); !head.isEmpty(); head = readHead(in)) {
                Received request = new Received(head, "");
                int length = request.header("Content-Length").stream()
                        .mapToInt(Integer::parseInt)
                        .findFirst()
                        .orElse(0);
                String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
                received.add(new Received(head, body));
                if (hangUps.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                while (answer.contains("X-Endless")) {
                    socket.getOutputStream().write("{}\n".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1));
                }
                if (answer.contains("Connection: close") || answer.contains("half")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side is gone, or the test is over.
        } finally {
            serving.decrementAndGet();
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.substring(0, head.length() - 2);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
