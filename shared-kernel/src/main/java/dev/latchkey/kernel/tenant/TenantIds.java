package dev.latchkey.kernel.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The ids of connections and domains, made of what cannot change about them: the same for the file and for operators. */
public final class TenantIds {

    private static final int DIGEST_BYTES = 8;

    private TenantIds() {}

    /** The id of the connection with this name. */
    public static String ofConnection(String name) {
        return "con_" + digest(name);
    }

    /** The id of the domain with this URL. */
    public static String ofDomain(String url) {
        return "cd_" + digest(url);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
