package dev.latchkey.token.management;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A new secret of an application, of 256 bits: shown once, kept as its SHA-256. */
record NewSecret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static NewSecret generate() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new NewSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Keeps it out of logs. */
    @Override
    public String toString() {
        return "NewSecret";
    }
}
