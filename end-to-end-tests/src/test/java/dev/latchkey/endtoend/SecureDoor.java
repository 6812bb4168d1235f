package dev.latchkey.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * TLS before the front door, as a load balancer would end it: SDKs only speak https. The certificate is made for this run
 * and signed by nobody.
 */
final class SecureDoor implements AutoCloseable {

    private static final char[] PASSWORD = "nobodys-secret".toCharArray();

    private final SSLServerSocket server;
    private final int target;

    SecureDoor(int port, int target) {
        this.target = target;
        try {
            server = (SSLServerSocket)
                    context().getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be served", e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                var service = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var back = Thread.ofVirtual().start(() -> pump(service, caller));
            pump(caller, service);
            back.join();
        } catch (IOException gone) {
            // The caller sees its connection end.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException gone) {
            // One side left; the other is told by the end of its stream.
        }
    }

    private static SSLContext context() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(certificate())) {
            keys.load(file, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Path certificate() throws IOException {
        var file = Suite.running().data().resolveSibling("localhost.p12").toAbsolutePath();
        Files.deleteIfExists(file);
        var keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        Suite.awaitEnd(keytool, java.time.Duration.ofSeconds(30));
        return file;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("TLS cannot be ended", e);
        }
    }
}
