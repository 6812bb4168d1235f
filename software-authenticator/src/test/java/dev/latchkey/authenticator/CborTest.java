package dev.latchkey.authenticator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CborTest {

    /** From RFC 8949, appendix A. */
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "23, 17",
        "24, 1818",
        "255, 18ff",
        "256, 190100",
        "65536, 1a00010000",
        "1000000000000, 1b000000e8d4a51000",
        "-1, 20",
        "-100, 3863",
        "-257, 390100",
    })
    void writesIntegersInTheirShortestForm(long number, String hex) {
        assertThat(hex(number)).isEqualTo(hex);
    }

    @Test
    void writesTextsBytesTruthsAndLists() {
        assertThat(hex("ü")).isEqualTo("62c3bc");
        assertThat(hex(new byte[] {1, 2})).isEqualTo("420102");
        assertThat(hex(true)).isEqualTo("f5");
        assertThat(hex(List.of(1, "a", false))).isEqualTo("83016161f4");
    }

    @Test
    void sortsKeysByMajorTypeThenLengthThenBytes() {
        var map = new LinkedHashMap<Object, Object>();
        List.of("b", "aa", -1, 300, 2, "a").forEach(key -> map.put(key, 0));

        var hex = hex(map);

        assertThat(hex).isEqualTo("a6" + "0200" + "19012c00" + "2000" + "616100" + "616200" + "62616100");
    }

    @Test
    void writesTheLengthOfBigMaps() {
        var map = new LinkedHashMap<Integer, Object>();
        IntStream.range(0, 24).forEach(key -> map.put(key, Map.of()));

        var hex = hex(map);

        assertThat(hex).startsWith("b81800a001a0");
    }

    private static String hex(Object value) {
        return HexFormat.of().formatHex(Cbor.encode(value));
    }
}
