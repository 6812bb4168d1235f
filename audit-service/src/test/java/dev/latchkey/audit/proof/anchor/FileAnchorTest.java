package dev.latchkey.audit.proof.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.proof.head.AnchorRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAnchorTest {

    @TempDir
    private Path folder;

    private Path file;
    private FileAnchor anchor;

    @BeforeEach
    void name() {
        file = folder.resolve("anchored");
        anchor = new FileAnchor(file);
    }

    @Test
    void appendsALineForEachRecord() throws IOException {
        anchor.keep(1, TestRecords.from(0));
        anchor.keep(2, TestRecords.from(1));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        TestRecords.from(0).toJson(), TestRecords.from(1).toJson());
    }

    @Test
    void takesAwayWhatACrashLeftHalfWritten() throws IOException {
        anchor.keep(1, TestRecords.from(0));
        Files.writeString(file, "{\"head\":\"ha", StandardOpenOption.APPEND);

        anchor.keep(2, TestRecords.from(1));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        TestRecords.from(0).toJson(), TestRecords.from(1).toJson());
    }

    @Test
    void beginsAnewWhereTheFirstLineWasHalfWritten() throws IOException {
        Files.writeString(file, "{\"head\":\"ha");

        anchor.keep(1, TestRecords.from(0));

        assertThat(Files.readAllLines(file)).containsExactly(TestRecords.from(0).toJson());
    }

    @Test
    void knowsWhatItWasGivenLast() throws IOException {
        assertThat(anchor.latest()).isEmpty();

        anchor.keep(1, TestRecords.from(0));
        assertThat(anchor.latest()).map(AnchorRecord::from).contains(0L);

        anchor.keep(2, TestRecords.from(1));
        Files.writeString(file, "{\"head\":\"ha", StandardOpenOption.APPEND);
        assertThat(anchor.latest()).map(AnchorRecord::from).contains(1L);
    }
}
