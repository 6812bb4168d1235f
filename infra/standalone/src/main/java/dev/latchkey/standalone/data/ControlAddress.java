package dev.latchkey.standalone.data;

import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where the running suite takes orders, and the token that proves the right to give them. */
public record ControlAddress(int port, String token) {

    public static ControlAddress withNewToken(int port) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new ControlAddress(port, HexFormat.of().formatHex(random));
    }

    public static ControlAddress of(DataFolder folder) {
        Path file = file(folder);
        if (!Files.exists(file)) {
            throw Trouble.failed("No suite runs on %s. Start one with ./latchkey run".formatted(folder.path()));
        }
        String[] words = DataFolder.read(file).strip().split(" ", -1);
        return new ControlAddress(Integer.parseInt(words[0]), words[1]);
    }

    public void writeTo(DataFolder folder) {
        DataFolder.write(file(folder), port + " " + token + "\n", "rw-------");
    }

    public static void removeFrom(DataFolder folder) {
        DataFolder.remove(file(folder));
    }

    private static Path file(DataFolder folder) {
        return folder.run().resolve("control");
    }

    @Override
    public String toString() {
        return "ControlAddress[" + port + "]";
    }
}
