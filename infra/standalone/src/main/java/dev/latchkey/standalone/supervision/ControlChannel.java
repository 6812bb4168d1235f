package dev.latchkey.standalone.supervision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.standalone.data.ControlAddress;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Lets other commands of the same user steer the running suite: a loopback port, and a token that only the owner of the data
 * folder can read.
 */
final class ControlChannel implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService oneAtATime = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("control").factory());
    private final ControlAddress address;
    private final DataFolder folder;
    private final Parts parts;

    private ControlChannel(HttpServer server, DataFolder folder, Parts parts) {
        this.folder = folder;
        this.server = server;
        this.parts = parts;
        this.address = ControlAddress.withNewToken(server.getAddress().getPort());
    }

    static ControlChannel open(DataFolder folder, Parts parts) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            ControlChannel channel = new ControlChannel(server, folder, parts);
            server.createContext("/", channel::answer);
            server.setExecutor(channel.oneAtATime);
            server.start();
            channel.address.writeTo(folder);
            return channel;
        } catch (IOException e) {
            throw Trouble.failed("The control channel cannot be opened: %s".formatted(e.getMessage()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        oneAtATime.shutdownNow();
        ControlAddress.removeFrom(folder);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!mayAsk(exchange)) {
                send(exchange, 401, "This is the control channel of Latchkey.");
                return;
            }
            try {
                send(exchange, 200, carryOut(exchange.getRequestURI().getPath()));
            } catch (Trouble e) {
                send(exchange, 409, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                send(exchange, 500, e.toString());
            }
        }
    }

    private boolean mayAsk(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && MessageDigest.isEqual(bytes(authorization), bytes("Bearer " + address.token()));
    }

    private String carryOut(String path) {
        String[] words = path.split("/", -1);
        String name = words.length > 2 ? words[2] : "";
        return switch (words[1]) {
            case "status" -> states();
            case "stop" -> stop(parts.named(name));
            case "start" -> start(parts.named(name));
            default -> throw Trouble.failed("The control channel does not know '%s'.".formatted(path));
        };
    }

    /** One line for each part: its name and its state. */
    private String states() {
        return parts.all().stream()
                .map(part -> part.name() + " " + part.state())
                .collect(Collectors.joining("\n"));
    }

    private static String stop(Part part) {
        part.stop();
        return part.name() + " is stopped";
    }

    private static String start(Part part) {
        return "%s is ready (%s)".formatted(part.name(), Terminal.seconds(Part.await(part.start())));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = bytes(text);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
