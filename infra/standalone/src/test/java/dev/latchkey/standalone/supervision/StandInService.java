package dev.latchkey.standalone.supervision;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for a service: ready at once, and answers every request with its command line. Needs nothing but the JDK. */
public final class StandInService {

    private StandInService() {}

    public static void main(String[] arguments) throws IOException {
        for (String name : List.of("--server.port=", "--management.server.port=")) {
            int port = Integer.parseInt(value(name, arguments));
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", exchange -> {
                byte[] body = String.join(" ", arguments).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }
    }

    private static String value(String name, String... arguments) {
        for (String argument : arguments) {
            if (argument.startsWith(name)) {
                return argument.substring(name.length());
            }
        }
        throw new IllegalArgumentException("missing " + name);
    }

    /** Puts executable jars where a built project has those of its services. */
    static void install(Path home) throws IOException {
        for (String service :
                List.of("token-service", "registration-service", "authentication-service", "audit-service")) {
            Path folder = Files.createDirectories(home.resolve(service).resolve("target"));
            writeJar(folder.resolve(service + ".jar"));
        }
    }

    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        String entry = StandInService.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                InputStream content = StandInService.class.getClassLoader().getResourceAsStream(entry)) {
            packed.putNextEntry(new JarEntry(entry));
            content.transferTo(packed);
        }
    }
}
