package dev.latchkey.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A client that sends exactly the bytes it is given. */
final class RawClient implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** An answer as it came; status 0 when the connection was closed without one. */
    record Answer(int status, String head, String body) {

        static final Answer NONE = new Answer(0, "", "");

        String header(String name) {
            List<String> values = headers(name);
            return values.isEmpty() ? "" : values.getFirst();
        }

        List<String> headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** One request on a connection of its own, and its answer. */
    static Answer exchange(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(request);
            return client.read();
        }
    }

    void send(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends as much as the other side takes; true when it took all. */
    boolean trySend(String bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Answer read() throws IOException {
        try {
            String head = readHead();
            if (head.isEmpty()) {
                return Answer.NONE;
            }
            int status = Integer.parseInt(head.substring(9, 12));
            Answer answer = new Answer(status, head, "");
            return new Answer(status, head, readBody(answer));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither an answer nor an end of the connection came", e);
        } catch (IOException e) {
            return Answer.NONE;
        }
    }

    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private String readBody(Answer answer) throws IOException {
        String length = answer.header("Content-Length");
        if (!length.isEmpty()) {
            return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        return answer.header("Transfer-Encoding").isEmpty() ? "" : readChunks();
    }

    private String readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(readLine(), 16); size > 0; size = Integer.parseInt(readLine(), 16)) {
            body.write(in.readNBytes(size));
            readLine();
        }
        readLine();
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Whatever has come; false when nothing comes any more. */
    boolean readSome() {
        try {
            return in.read(new byte[8_192]) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    boolean isClosedByTheOtherSide() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
