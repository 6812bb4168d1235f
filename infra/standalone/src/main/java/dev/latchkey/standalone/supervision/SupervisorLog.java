package dev.latchkey.standalone.supervision;

import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the log of this process, which is that of the front door, into files of bounded size. */
final class SupervisorLog {

    private static final int LIMIT_BYTES = 8 << 20;
    private static final int FILES = 2;
    private static final Logger ROOT = Logger.getLogger("");

    private SupervisorLog() {}

    static void open(Path file) {
        try {
            FileHandler handler = new FileHandler(file.toString(), LIMIT_BYTES, FILES, true);
            handler.setFormatter(new SimpleFormatter());
            for (Handler console : ROOT.getHandlers()) {
                ROOT.removeHandler(console);
            }
            ROOT.addHandler(handler);
            ROOT.setLevel(Level.INFO);
        } catch (IOException e) {
            throw Trouble.failed("The log %s cannot be written: %s".formatted(file, e));
        }
    }
}
