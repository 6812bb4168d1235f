package dev.latchkey.standalone;

import dev.latchkey.standalone.supervision.RunOptions;
import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of the command line; whatever it does not know it refuses by name. */
final class CommandLine {

    static final int DEFAULT_PORT = 8080;
    private static final List<String> PARTS =
            List.of("postgres", "kafka", "token", "registration", "authentication", "audit");

    private static final Pattern PROJECTION = Pattern.compile("[a-z]+(?:[/-][a-z]+)*");

    private final Deque<String> words;
    private Path data;
    private int port = DEFAULT_PORT;
    private boolean recover;
    private @Nullable Path extensions;

    private CommandLine(Path defaultData, String... words) {
        this.data = defaultData;
        this.words = new ArrayDeque<>(Arrays.asList(words));
    }

    static Command parse(Path defaultData, String... words) {
        return new CommandLine(defaultData, words).parse();
    }

    private Command parse() {
        if (words.isEmpty()) {
            throw Trouble.misused("There is no command.");
        }
        String command = words.pop();
        return switch (command) {
            case "run" -> run();
            case "demo" -> last(new Command.Demo(options(false)));
            case "status" -> last(new Command.Status(options(false)));
            case "stop" -> {
                String part = oneOf("part", PARTS);
                yield last(new Command.Stop(options(false), part));
            }
            case "start" -> {
                String part = oneOf("part", PARTS);
                yield last(new Command.Start(options(false), part));
            }
            case "rebuild" -> {
                String projection = projection();
                yield last(new Command.Rebuild(options(false), projection));
            }
            case "retry" -> {
                String projection = projection();
                yield last(new Command.Retry(options(false), projection));
            }
            case "projections" -> last(new Command.Projections(options(false)));
            case "rotate-keys" -> last(new Command.RotateKeys(options(false)));
            default -> throw Trouble.misused("There is no command '%s'.".formatted(command));
        };
    }

    private Command run() {
        Path folder = options(true);
        return last(new Command.Run(folder, port, new RunOptions(recover, extensions)));
    }

    private Command last(Command command) {
        if (!words.isEmpty()) {
            throw Trouble.misused("'%s' is not understood here.".formatted(words.peek()));
        }
        return command;
    }

    private Path options(boolean toRun) {
        while (!words.isEmpty() && words.peek().startsWith("--")) {
            String[] option = words.pop().split("=", 2);
            switch (option[0]) {
                case "--data" -> data = Path.of(value(option)).toAbsolutePath().normalize();
                case "--port" -> {
                    requireRun(toRun, option[0]);
                    port = port(value(option));
                }
                case "--extensions" -> {
                    requireRun(toRun, option[0]);
                    extensions = folder(value(option));
                }
                case "--recover" -> {
                    requireRun(toRun, option[0]);
                    recover = true;
                }
                default -> throw Trouble.misused("There is no option '%s'.".formatted(option[0]));
            }
        }
        return data;
    }

    private static void requireRun(boolean toRun, String option) {
        if (!toRun) {
            throw Trouble.misused("%s belongs to the command run.".formatted(option));
        }
    }

    private static Path folder(String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw Trouble.misused("--extensions needs a folder, and %s is none.".formatted(folder));
        }
        return folder;
    }

    private String value(String... option) {
        String value = option.length > 1 ? option[1] : words.poll();
        if (value == null || value.isBlank()) {
            throw Trouble.misused("%s needs a value.".formatted(option[0]));
        }
        return value;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw Trouble.misused("--port needs a number between 1 and 65535, not '%s'.".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private String projection() {
        String name = words.poll();
        if (name == null || !PROJECTION.matcher(name).matches()) {
            throw Trouble.misused("Name a projection, as ./latchkey projections does.");
        }
        return name;
    }

    private String oneOf(String what, List<String> names) {
        String name = words.poll();
        if (name == null || !names.contains(name)) {
            throw Trouble.misused("Name a %s: one of %s.".formatted(what, String.join(", ", names)));
        }
        return name;
    }
}
