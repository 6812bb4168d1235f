package dev.latchkey.proof.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.head.TreeHead;
import dev.latchkey.proof.tree.CompactRange;
import dev.latchkey.proof.tree.TreeHash;
import dev.latchkey.proof.verify.TestTrail;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, with less memory than the export is large. */
class LargeExportIT {

    private static final int ENTRIES = 300_000;
    private static final String FILLING = "x".repeat(150);

    @TempDir
    private Path folder;

    @Test
    void checksAnExportThatIsLargerThanItsMemory() throws Exception {
        Path heads = Files.write(folder.resolve("heads"), anchored());
        Path keys = Files.writeString(folder.resolve("keys"), TestTrail.SIGNER.publicKeys());
        Path output = folder.resolve("output");

        Process verifier = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Verify.class.getName(),
                        "-",
                        "--heads",
                        heads.toString(),
                        "--keys",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream export = new BufferedOutputStream(verifier.getOutputStream())) {
            writeExport(export);
        }

        assertThat(verifier.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains("proven");
        assertThat(verifier.exitValue()).isZero();
    }

    private static void writeExport(OutputStream export) throws IOException {
        export.write(
                bytes("{\"format\":\"latchkey-trail/1\",\"from\":0,\"to\":%d,\"frontier\":[]}\n".formatted(ENTRIES)));
        for (int position = 0; position < ENTRIES; position++) {
            export.write(line(position));
            export.write('\n');
        }
    }

    /** All leaves under one head, as an anchor keeps them that was switched on late. */
    private static List<String> anchored() {
        CompactRange range = CompactRange.empty();
        for (int position = 0; position < ENTRIES; position++) {
            range.append(TreeHash.leaf(line(position)));
        }
        String head = TestTrail.SIGNER.sign(TreeHead.of("large", ENTRIES, range.root(), 0, Instant.EPOCH));
        List<String> records = new ArrayList<>();
        for (int from = 0; from < ENTRIES; from += AnchorRecord.MOST_LEAVES) {
            ByteArrayOutputStream leaves = new ByteArrayOutputStream();
            for (int position = from; position < Math.min(ENTRIES, from + AnchorRecord.MOST_LEAVES); position++) {
                leaves.writeBytes(TreeHash.leaf(line(position)));
            }
            records.add(new AnchorRecord(head, from, leaves.toByteArray()).toJson());
        }
        return records;
    }

    private static byte[] line(int position) {
        return bytes("{\"position\":%d,\"data\":\"%s\"}".formatted(position, FILLING));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
