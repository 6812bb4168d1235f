package dev.latchkey.standalone.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes lines for a person, in colour only where a person reads them. */
public final class Terminal {

    /** The few colours in use. */
    public enum Colour {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean coloured;

    Terminal(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /** Standard output, in colour when the shell that started us has seen a terminal that likes it. */
    public static Terminal standard() {
        return new Terminal(System.out, Boolean.getBoolean("latchkey.colour"));
    }

    /** One that writes plain text to where a test reads it. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, false);
    }

    public void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    public void say() {
        say("");
    }

    /** The text in a colour, or as it is. */
    public String in(Colour colour, String text) {
        return coloured ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    /** A short time as people read it, such as {@code 0.8 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
