package dev.latchkey.kernel.privacy;

import dev.latchkey.kernel.values.Base64Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the tokens by which a hidden value is found: keyed hashes of the value, its beginnings, its ends and every three
 * characters of it, cut to 64 bits.
 *
 * <p>They are as lasting as the key; what belongs to a person is deleted with them.
 */
public final class SearchTokens {

    /** So many characters of a beginning or an end are found by one token; longer ones by that and their threes. */
    private static final int LONGEST_EDGE = 24;

    private static final int SHORTEST_END = 3;
    private static final int THREE = 3;

    /** What stands behind it is not searched. */
    private static final int MOST_CHARACTERS = 256;

    private final SecretKeySpec key;

    SearchTokens(byte[] identifierKey) {
        // A key of its own for the purpose: a token says nothing about a hash of an identifier.
        String derived = KeyedHash.of(new SecretKeySpec(identifierKey, KeyedHash.ALGORITHM), "search-tokens");
        this.key = new SecretKeySpec(Base64Url.decode(derived).orElseThrow(), KeyedHash.ALGORITHM);
    }

    /** The token of exactly this value. */
    public long exact(String field, String value) {
        return new Hash(field).of('=', value);
    }

    /** Every token of a value: whoever knows a part of it finds it. */
    public Long[] all(String field, String value) {
        String text = cut(value);
        Hash hash = new Hash(field);
        Set<Long> tokens = new LinkedHashSet<>();
        tokens.add(hash.of('=', value));
        for (int length = 1; length <= Math.min(LONGEST_EDGE, text.length()); length++) {
            tokens.add(hash.of('^', text.substring(0, length)));
        }
        for (int length = SHORTEST_END; length <= Math.min(LONGEST_EDGE, text.length()); length++) {
            tokens.add(hash.of('$', text.substring(text.length() - length)));
        }
        addThrees(hash, text, tokens);
        return tokens.toArray(Long[]::new);
    }

    /** The tokens that every value has that begins so. */
    public List<Long> beginning(String field, String text) {
        Hash hash = new Hash(field);
        Set<Long> tokens = new LinkedHashSet<>();
        tokens.add(hash.of('^', text.substring(0, Math.min(LONGEST_EDGE, text.length()))));
        if (text.length() > LONGEST_EDGE) {
            addThrees(hash, cut(text), tokens);
        }
        return List.copyOf(tokens);
    }

    /** The tokens that every value has that ends so; at least three characters. */
    public List<Long> end(String field, String text) {
        Hash hash = new Hash(field);
        Set<Long> tokens = new LinkedHashSet<>();
        tokens.add(hash.of('$', text.substring(Math.max(0, text.length() - LONGEST_EDGE))));
        if (text.length() > LONGEST_EDGE) {
            addThrees(hash, cut(text), tokens);
        }
        return List.copyOf(tokens);
    }

    /** The tokens that every value has in which this stands; at least three characters. */
    public List<Long> inside(String field, String text) {
        Set<Long> tokens = new LinkedHashSet<>();
        addThrees(new Hash(field), cut(text), tokens);
        return List.copyOf(tokens);
    }

    private static void addThrees(Hash hash, String text, Set<Long> tokens) {
        for (int start = 0; start + THREE <= text.length(); start++) {
            tokens.add(hash.of('~', text.substring(start, start + THREE)));
        }
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }

    /** One field's hash. */
    private final class Hash {

        private final String field;
        private final Mac mac;

        Hash(String field) {
            this.field = field;
            try {
                this.mac = Mac.getInstance(KeyedHash.ALGORITHM);
                this.mac.init(key);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has " + KeyedHash.ALGORITHM, impossible);
            }
        }

        long of(char kind, String text) {
            byte[] hash = mac.doFinal((field + '\0' + kind + text).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        }
    }
}
