package dev.latchkey.proof.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.proof.verify.TestTrail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    @TempDir
    private Path folder;

    private final TestTrail trail = TestTrail.of(5);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path export;
    private Path heads;
    private Path keys;

    @BeforeEach
    void writeFiles() throws IOException {
        export = Files.writeString(folder.resolve("export"), trail.export());
        heads = Files.writeString(folder.resolve("heads"), trail.anchored(0, 5) + "\n");
        keys = Files.writeString(folder.resolve("keys"), TestTrail.SIGNER.publicKeys());
    }

    @Test
    void saysThatAnExportIsProven() {
        assertThat(run(export.toString(), "--heads", heads.toString(), "--keys=" + keys))
                .isZero();
        assertThat(output()).contains("Head of 5 entries", ": good", "proven, every entry is what was signed");
    }

    @Test
    void readsTheExportFromTheStandardInputAndHeadsFromAFolder() {
        assertThat(runWith(
                        trail.export(),
                        "-",
                        "--heads",
                        heads.getParent().resolve("heads").toString(),
                        "--keys",
                        keys.toString()))
                .isZero();
    }

    @Test
    void namesTheFirstBadPosition() throws IOException {
        Files.writeString(export, trail.export().replace("fact 3", "forged"));

        assertThat(run(export.toString(), "--heads", heads.toString(), "--keys", keys.toString()))
                .isOne();
        assertThat(output()).contains("First bad position: 3: the entry was edited.", "CHANGED");
    }

    @Test
    void speaksToMachines() throws IOException {
        Files.writeString(export, trail.export().replace("fact 3", "forged"));

        assertThat(run(export.toString(), "--json", "--heads", heads.toString(), "--keys", keys.toString()))
                .isOne();
        assertThat(output()).contains("\"result\":\"changed\"", "\"first_bad_position\":3", "\"finding\":\"edited\"");
    }

    @Test
    void tellsBadSignaturesFromUnreadableFilesAndFromMisuse() throws IOException {
        Path strangers = Files.writeString(
                folder.resolve("other"), TestTrail.signer("k1").publicKeys());
        Path unknown = Files.writeString(
                folder.resolve("unknown"), TestTrail.signer("k2").publicKeys());
        Path garbage = Files.write(folder.resolve("garbage"), new byte[] {0, 1, 2, (byte) 0xff});

        assertThat(run(export.toString(), "--heads", heads.toString(), "--keys", strangers.toString()))
                .isEqualTo(4);
        assertThat(run(export.toString(), "--heads", heads.toString(), "--keys", unknown.toString()))
                .isEqualTo(4);
        assertThat(output()).contains("not in the key set", "line 1");
        assertThat(run(export.toString(), "--heads", garbage.toString(), "--keys", keys.toString()))
                .isEqualTo(3);
        assertThat(run(export.toString(), "--heads", heads.toString(), "--keys", garbage.toString()))
                .isEqualTo(3);
        assertThat(run(garbage.toString(), "--heads", heads.toString(), "--keys", keys.toString()))
                .isEqualTo(3);
        assertThat(run("nowhere", "--heads", heads.toString(), "--keys", keys.toString()))
                .isEqualTo(3);
        assertThat(run(folder.toString(), "--heads", heads.toString(), "--keys", keys.toString()))
                .isEqualTo(3);
        assertThat(run(export.toString())).isEqualTo(2);
        assertThat(run(export.toString(), "--nonsense")).isEqualTo(2);
        assertThat(run(export.toString(), "--size", "-1")).isEqualTo(2);
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(output()).contains("--heads HEADS", "Exit codes");
    }

    private int run(String... words) {
        return runWith("", words);
    }

    private int runWith(String input, String... words) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Verify(in, out, out).carryOut(words);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
