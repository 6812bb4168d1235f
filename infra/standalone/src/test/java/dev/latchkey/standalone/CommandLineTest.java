package dev.latchkey.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.standalone.supervision.RunOptions;
import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private static final Path DEFAULT = Path.of("/kept");

    @Test
    void runsOnTheUsualPortAndFolder() {
        assertThat(parse("run")).isEqualTo(new Command.Run(DEFAULT, 8080));
    }

    @Test
    void takesOptionsInBothForms() {
        Command expected = new Command.Run(Path.of("/elsewhere"), 9000, new RunOptions(true, null));

        assertThat(parse("run --port 9000 --recover --data /elsewhere")).isEqualTo(expected);
        assertThat(parse("run --recover --data=/elsewhere --port=9000")).isEqualTo(expected);
    }

    @Test
    void takesARelativeFolderFromWhereTheUserIs() {
        assertThat(parse("status --data here").data())
                .isEqualTo(Path.of("here").toAbsolutePath().normalize());
    }

    @Test
    void takesTheFolderOfExtensions(@TempDir Path folder) {
        assertThat(parse("run --extensions " + folder))
                .isEqualTo(new Command.Run(DEFAULT, 8080, new RunOptions(false, folder)));
    }

    @Test
    void readsEveryCommand() {
        assertThat(parse("demo")).isEqualTo(new Command.Demo(DEFAULT));
        assertThat(parse("status")).isEqualTo(new Command.Status(DEFAULT));
        assertThat(parse("stop kafka")).isEqualTo(new Command.Stop(DEFAULT, "kafka"));
        assertThat(parse("start token --data /x")).isEqualTo(new Command.Start(Path.of("/x"), "token"));
        assertThat(parse("rebuild users")).isEqualTo(new Command.Rebuild(DEFAULT, "users"));
        assertThat(parse("retry registration/tenant")).isEqualTo(new Command.Retry(DEFAULT, "registration/tenant"));
        assertThat(parse("projections")).isEqualTo(new Command.Projections(DEFAULT));
        assertThat(parse("rotate-keys")).isEqualTo(new Command.RotateKeys(DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                "\"\" > There is no command.",
                "dance > There is no command 'dance'.",
                "run --colour > There is no option '--colour'.",
                "run --port > --port needs a value.",
                "run --port= > --port needs a value.",
                "run --port eighty > between 1 and 65535, not 'eighty'",
                "run --port 0 > between 1 and 65535, not '0'",
                "run --port 65536 > between 1 and 65535, not '65536'",
                "run now > 'now' is not understood here.",
                "status --port 1 > --port belongs to the command run.",
                "demo --extensions . > --extensions belongs to the command run.",
                "run --extensions /no/such/folder > --extensions needs a folder",
                "stop > Name a part: one of postgres, kafka",
                "stop gateway > Name a part: one of postgres, kafka",
                "rebuild > Name a projection",
                "rebuild ../grants > Name a projection",
            })
    void refusesByNameWhatItDoesNotKnow(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.exitCode()).isEqualTo(2))
                .hasMessageContaining(message)
                .hasMessageContaining("./latchkey help");
    }

    private static Command parse(String line) {
        return CommandLine.parse(DEFAULT, line.isEmpty() ? new String[0] : line.split(" ", -1));
    }
}
