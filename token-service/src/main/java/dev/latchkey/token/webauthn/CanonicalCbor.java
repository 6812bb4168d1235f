package dev.latchkey.token.webauthn;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads CBOR in CTAP2's canonical form and in no other (CTAP 2.1 section 8): shortest heads, definite lengths, sorted keys
 * that stand there once and are numbers or texts, neither tags nor fractions, few levels.
 *
 * <p>The library behind it reads more leniently; two readers could then understand the same bytes differently.
 */
final class CanonicalCbor {

    /** CTAP2 needs four levels; a list of statements around them two more. */
    private static final int MOST_LEVELS = 6;

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int SIMPLE = 7;

    private static final int FALSE = 20;
    private static final int TRUE = 21;
    private static final int ONE_BYTE_ARGUMENT = 24;
    private static final int EIGHT_BYTES_ARGUMENT = 27;

    private final byte[] bytes;
    private int position;

    CanonicalCbor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.position = from;
    }

    /** The first byte that was not read. */
    int position() {
        return position;
    }

    /**
     * Reads a map.
     *
     * @throws IllegalArgumentException when anything else stands there
     */
    Map<Object, Object> map() {
        int head = next();
        require(head >> 5 == MAP);
        return map(argument(head), 1);
    }

    private Object item(int level) {
        require(level <= MOST_LEVELS);
        int head = next();
        return switch (head >> 5) {
            case UNSIGNED -> argument(head);
            case NEGATIVE -> -1 - argument(head);
            case BYTES -> bytes(argument(head));
            case TEXT -> text(argument(head));
            case LIST -> list(argument(head), level);
            case MAP -> map(argument(head), level);
            case SIMPLE -> truth(head & 0x1F);
            default -> throw malformed();
        };
    }

    /** The number in a head, which must not be written longer than needed. */
    private long argument(int head) {
        int information = head & 0x1F;
        if (information < ONE_BYTE_ARGUMENT) {
            return information;
        }
        require(information <= EIGHT_BYTES_ARGUMENT);
        int length = 1 << (information - ONE_BYTE_ARGUMENT);
        long argument = 0;
        for (int index = 0; index < length; index++) {
            argument = argument << 8 | next();
        }
        // Without its upper half it would have been as long; the largest unsigned numbers look negative and are
        // refused.
        require(argument >= (length == 1 ? ONE_BYTE_ARGUMENT : 1L << (length * 4)));
        return argument;
    }

    private byte[] bytes(long length) {
        require(length <= bytes.length - position);
        position += (int) length;
        return Arrays.copyOfRange(bytes, position - (int) length, position);
    }

    private String text(long length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(length)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        }
    }

    private List<Object> list(long length, int level) {
        require(length <= bytes.length - position);
        List<Object> list = new ArrayList<>();
        for (long index = 0; index < length; index++) {
            list.add(item(level + 1));
        }
        return list;
    }

    /** With shortest heads CTAP2's order of keys is the order of their bytes; a repeated key is out of order too. */
    private Map<Object, Object> map(long length, int level) {
        require(length <= bytes.length - position);
        Map<Object, Object> map = new LinkedHashMap<>();
        byte[] previous = {};
        for (long index = 0; index < length; index++) {
            int start = position;
            Object key = item(level + 1);
            byte[] encoded = Arrays.copyOfRange(bytes, start, position);
            require(key instanceof Long || key instanceof String);
            require(Arrays.compareUnsigned(previous, encoded) < 0);
            map.put(key, item(level + 1));
            previous = encoded;
        }
        return map;
    }

    private static boolean truth(int information) {
        require(information == FALSE || information == TRUE);
        return information == TRUE;
    }

    private int next() {
        require(position < bytes.length);
        return bytes[position++] & 0xFF;
    }

    private static void require(boolean canonical) {
        if (!canonical) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not in the canonical form of CBOR");
    }
}
