package dev.latchkey.standalone.operation;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.RunningSuite;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Terminal.Colour;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an operator can do with the running suite from the command line. */
public final class Operations {

    private final DataFolder folder;
    private final Terminal terminal;

    public Operations(DataFolder folder, Terminal terminal) {
        this.folder = folder;
        this.terminal = terminal;
    }

    /** Shows each part with its state, process and ports. */
    public void status() {
        Map<String, String> states = states();
        RunningSuite suite = RunningSuite.of(folder);
        terminal.say("Front door  " + terminal.in(Colour.CYAN, suite.frontDoor()));
        terminal.say("Kafka       " + suite.kafka());
        terminal.say("PostgreSQL  " + suite.postgres().url());
        terminal.say();
        terminal.say(terminal.in(
                Colour.BOLD, "%-16s%-10s%-9s%-7s%s".formatted("part", "state", "process", "port", "management")));
        suite.parts().forEach(part -> show(part, states.getOrDefault(part.name(), "unknown")));
    }

    public void stop(String part) {
        terminal.say(new Control(folder).ask("stop", part));
    }

    public void start(String part) {
        terminal.say(new Control(folder).ask("start", part));
    }

    public void rotateKeys() {
        terminal.say(new ManagementPort(folder, "token").post("signingkeys", "{}"));
    }

    private Map<String, String> states() {
        return new Control(folder)
                .ask("status")
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1].toLowerCase(Locale.ROOT)));
    }

    private void show(RunningSuite.Part part, String state) {
        Colour colour = state.equals("ready") ? Colour.GREEN : Colour.YELLOW;
        terminal.say("%-16s%s%-9s%-7s%s"
                .formatted(
                        part.name(),
                        terminal.in(colour, "%-10s".formatted(state)),
                        part.pid() == 0 ? "-" : part.pid(),
                        part.port(),
                        part.managementPort() == 0 ? "-" : part.managementPort()));
    }
}
