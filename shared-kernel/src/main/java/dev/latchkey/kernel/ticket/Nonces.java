package dev.latchkey.kernel.ticket;

import dev.latchkey.kernel.values.Base64Url;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that the server hands out and recognizes without remembering them, on all instances (RFC 9449 section 8): the
 * time, and a MAC of it under a key of the ticket configuration.
 */
public final class Nonces {

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);
    private static final String MAC_ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "latchkey nonce".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final int LENGTH_BYTES = Long.BYTES + 32;

    private final List<SecretKeySpec> keys;

    public Nonces(List<TicketKey> configured) {
        keys = configured.stream()
                .map(key -> new SecretKeySpec(
                        mac(new SecretKeySpec(Base64.getDecoder().decode(key.secret()), MAC_ALGORITHM), PURPOSE),
                        MAC_ALGORITHM))
                .toList();
    }

    /** A fresh nonce. */
    public String issue(Instant now) {
        return Base64Url.encode(of(keys.getFirst(), now.toEpochMilli()));
    }

    /** Whether an instance of this deployment handed the nonce out in the last minutes. */
    public boolean isFresh(String nonce, Instant now) {
        return Base64Url.decode(nonce)
                .filter(bytes -> bytes.length == LENGTH_BYTES)
                .filter(bytes ->
                        isRecent(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()), now))
                .filter(this::isOurs)
                .isPresent();
    }

    private static boolean isRecent(Instant issuedAt, Instant now) {
        return now.isBefore(issuedAt.plus(LIFETIME)) && now.isAfter(issuedAt.minus(CLOCKS_APART));
    }

    private boolean isOurs(byte[] nonce) {
        long time = ByteBuffer.wrap(nonce).getLong();
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(of(key, time), nonce));
    }

    private static byte[] of(SecretKeySpec key, long time) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
        byte[] nonce = Arrays.copyOf(bytes, LENGTH_BYTES);
        System.arraycopy(mac(key, bytes), 0, nonce, Long.BYTES, LENGTH_BYTES - Long.BYTES);
        return nonce;
    }

    private static byte[] mac(SecretKeySpec key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(MAC_ALGORITHM);
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + MAC_ALGORITHM, impossible);
        }
    }
}
