package dev.latchkey.audit.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names something by its SHA-256. */
final class Digest {

    private static final String PREFIX = "sha256:";

    private Digest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static String nameOf(String text) {
        return nameOf(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String nameOf(byte[] digest) {
        return PREFIX + HexFormat.of().formatHex(digest);
    }
}
