package dev.latchkey.standalone.supervision;

import java.nio.file.Path;
import java.util.List;

/** How the child JVMs are started. */
final class Jvm {

    private Jvm() {}

    /** Full tiered compilation: a service starts a little later with it, but then spends far less on each request. */
    static List<String> service() {
        return List.of(java(), "-XX:+UseSerialGC", "-Xmx384m", "--enable-native-access=ALL-UNNAMED");
    }

    static List<String> kafka() {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
