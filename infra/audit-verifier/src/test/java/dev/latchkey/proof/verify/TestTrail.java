package dev.latchkey.proof.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.head.HeadSigner;
import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.CompactRange;
import dev.latchkey.proof.tree.TreeHash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A small trail in memory, with its heads, anchored records and exports; tests change it as an attacker would. */
public final class TestTrail {

    public static final HeadSigner SIGNER = signer("k1");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final List<String> lines = new ArrayList<>();
    long firstRetained;

    public static TestTrail of(int size) {
        TestTrail trail = new TestTrail();
        trail.grow(size, "fact");
        return trail;
    }

    public static HeadSigner signer(String keyId) {
        try {
            return HeadSigner.of(List.of(
                    new ECKeyGenerator(Curve.P_256).keyID(keyId).generate().toJSONString()));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    void grow(int count, String what) {
        for (int i = 0; i < count; i++) {
            lines.add(line(lines.size(), what + " " + lines.size()));
        }
    }

    static String line(long position, String what) {
        return "{\"position\":%d,\"data\":\"%s\"}".formatted(position, what);
    }

    /** Gives every line the position at which it stands. */
    void renumber() {
        lines.replaceAll(line -> line.replaceFirst("\"position\":\\d+", "\"position\":" + lines.indexOf(line)));
    }

    private CompactRange range(int size) {
        CompactRange range = CompactRange.empty();
        lines.subList(0, size).forEach(line -> range.append(TreeHash.leaf(bytes(line))));
        return range;
    }

    TreeHead head(int size) {
        return TreeHead.of(
                "http://localhost:8080/",
                size,
                range(size).root(),
                Math.min(firstRetained, size),
                START.plusSeconds(size));
    }

    public String signed(int size) {
        return SIGNER.sign(head(size));
    }

    /** The record that an anchor keeps of the head at a size, with the leaves from the last one on. */
    public String anchored(int from, int size) {
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        lines.subList(from, size).forEach(line -> leaves.writeBytes(TreeHash.leaf(bytes(line))));
        return new AnchorRecord(signed(size), from, leaves.toByteArray()).toJson();
    }

    /** Everything that is there. */
    public String export() {
        return export(0);
    }

    String export(int from) {
        return header(from) + String.join("\n", lines.subList(from, lines.size())) + "\n";
    }

    String header(int from) {
        String frontier = String.join(
                ",",
                range(from).subtrees().stream()
                        .map(hash -> '"' + HexFormat.of().formatHex(hash) + '"')
                        .toList());
        return "{\"format\":\"latchkey-trail/1\",\"from\":%d,\"to\":%d,\"tree_size\":%d,\"first_retained\":%d,\"frontier\":[%s]}\n"
                .formatted(from, lines.size(), lines.size(), firstRetained, frontier);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
