package dev.latchkey.standalone.supervision;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Terminal.Colour;
import java.time.Duration;

/** What a newcomer reads when everything is up: where to go and what to try. */
record Welcome(Terminal terminal, Suite suite, DataFolder folder, String hint) {

    void say(Duration took) {
        terminal.say();
        terminal.say("%s at %s %s"
                .formatted(
                        terminal.in(Colour.BOLD, "Latchkey is up"),
                        terminal.in(Colour.CYAN, suite.frontDoor()),
                        terminal.in(Colour.DIM, "(" + Terminal.seconds(took) + ")")));
        terminal.say();
        line("Sign up and sign in", "open " + suite.frontDoor() + " in a browser");
        line("The same without one", "./latchkey demo" + hint);
        line("Read the events", "Kafka at " + suite.kafkaServers() + ", topics latchkey.*");
        line("See the parts", "./latchkey status" + hint);
        line("Take Kafka away", "./latchkey stop kafka" + hint + "   and later   ./latchkey start kafka" + hint);
        line("Logs", folder.logs().toString());
        line("Stop everything", "Ctrl-C; people and passkeys stay in " + folder.path());
        terminal.say();
    }

    private void line(String what, String how) {
        terminal.say("  " + terminal.in(Colour.BOLD, "%-22s".formatted(what)) + how);
    }
}
