package dev.latchkey.standalone.supervision;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.RunningSuite;
import java.util.concurrent.TimeUnit;

/** Processes of a suite whose supervisor was killed, where the platform did not take them along. */
final class Leftovers {

    private static final long LIMIT_SECONDS = 10;

    private Leftovers() {}

    /** Ends them, so that nobody works on the data beside the new suite. Call it with the data folder locked. */
    static void end(DataFolder folder) {
        RunningSuite.leftBehind(folder).stream()
                .flatMap(suite -> suite.parts().stream())
                .filter(part -> part.pid() > 0)
                .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                .filter(process -> belongsTo(folder, process))
                .forEach(Leftovers::end);
    }

    /** A pid may belong to another program by now; ours name the data folder in their command line. */
    private static boolean belongsTo(DataFolder folder, ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(folder.path().toString()))
                .isPresent();
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        try {
            process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("process " + process.pid() + " of the last run does not end", e);
        }
    }
}
