package dev.latchkey.authenticator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes integers, byte strings, texts, lists and maps in the canonical CBOR form of CTAP2 (shortest heads, sorted keys). */
public final class Cbor {

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int SIMPLE = 7;

    private Cbor() {}

    /** The bytes of one value. */
    public static byte[] encode(Object value) {
        return switch (value) {
            case Integer number -> integer(number);
            case Long number -> integer(number);
            case byte[] bytes -> joined(head(BYTES, bytes.length), bytes);
            case String text -> text(text);
            case Boolean truth -> head(SIMPLE, truth ? 21 : 20);
            case List<?> list -> array(list);
            case Map<?, ?> map -> map(map);
            default -> throw new IllegalArgumentException("No CBOR form for " + value.getClass());
        };
    }

    private static byte[] integer(long number) {
        return number >= 0 ? head(UNSIGNED, number) : head(NEGATIVE, -1 - number);
    }

    private static byte[] text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return joined(head(TEXT, bytes.length), bytes);
    }

    private static byte[] array(List<?> list) {
        var items = list.stream().map(Cbor::encode).toArray(byte[][]::new);
        return joined(head(ARRAY, list.size()), joined(items));
    }

    /** CTAP2 sorts keys by major type, then by length, then bytewise. Within one major type a longer key has a greater head. */
    private static byte[] map(Map<?, ?> map) {
        var entries = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        map.forEach((key, value) -> entries.put(encode(key), encode(value)));
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head(MAP, map.size()));
        entries.forEach((key, value) -> whole.writeBytes(joined(key, value)));
        return whole.toByteArray();
    }

    private static byte[] head(int majorType, long argument) {
        int type = majorType << 5;
        if (argument < 24) {
            return new byte[] {(byte) (type | argument)};
        }
        int size = argument < 1 << 8 ? 1 : argument < 1 << 16 ? 2 : argument < 1L << 32 ? 4 : 8;
        var head = new byte[1 + size];
        head[0] = (byte) (type | (24 + Integer.numberOfTrailingZeros(size)));
        for (int i = size; i > 0; i--, argument >>>= 8) {
            head[i] = (byte) argument;
        }
        return head;
    }

    static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
