package dev.latchkey.proof.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of the tree: SHA-256, leaves and nodes told apart by their first byte (RFC 9162 section 2.1.1). */
public final class TreeHash {

    /** Bytes of every hash. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    /** The hash of an entry, whose bytes are its line without the line break. */
    public static byte[] leaf(byte[] line) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(line);
    }

    /** The hash over two neighbours. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root of the tree without entries. */
    public static byte[] empty() {
        return sha256().digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
