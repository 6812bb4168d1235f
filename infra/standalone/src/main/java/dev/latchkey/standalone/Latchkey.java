package dev.latchkey.standalone;

import dev.latchkey.embedded.EmbeddedServerException;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.demo.Demo;
import dev.latchkey.standalone.operation.Operations;
import dev.latchkey.standalone.operation.Projections;
import dev.latchkey.standalone.supervision.Run;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** The commands of {@code ./latchkey} that need more than a shell. */
public final class Latchkey {

    private Latchkey() {}

    /** Expects the folder of the project in the system property {@code latchkey.home}. */
    public static void main(String[] words) {
        Path home = Path.of(System.getProperty("latchkey.home", "."))
                .toAbsolutePath()
                .normalize();
        // The log of our libraries is nothing for the terminal; the command run gives it a file.
        LogManager.getLogManager().reset();
        int exitCode = carryOut(home, words);
        System.exit(exitCode);
    }

    private static int carryOut(Path home, String... words) {
        try {
            carryOut(home, CommandLine.parse(home.resolve(".latchkey/data"), words));
            return 0;
        } catch (Trouble e) {
            System.err.println(e.getMessage());
            return e.exitCode();
        } catch (EmbeddedServerException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static void carryOut(Path home, Command command) {
        Terminal terminal = Terminal.standard();
        DataFolder folder = new DataFolder(command.data());
        Operations operations = new Operations(folder, terminal);
        switch (command) {
            case Command.Run run ->
                new Run(home, folder, run.port(), hint(home, folder), terminal).untilInterrupted(run.options());
            case Command.Demo demo -> new Demo(folder, terminal).play();
            case Command.Status status -> operations.status();
            case Command.Stop stop -> operations.stop(stop.part());
            case Command.Start start -> operations.start(start.part());
            case Command.Projections projections -> new Projections(folder, terminal).list();
            case Command.Rebuild rebuild -> new Projections(folder, terminal).rebuild(rebuild.projection());
            case Command.Retry retry -> new Projections(folder, terminal).retry(retry.projection());
            case Command.RotateKeys rotate -> operations.rotateKeys();
        }
    }

    /** What other commands need to find this suite. */
    private static String hint(Path home, DataFolder folder) {
        return folder.path().equals(home.resolve(".latchkey/data")) ? "" : " --data " + folder.path();
    }
}
