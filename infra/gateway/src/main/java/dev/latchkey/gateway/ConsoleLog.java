package dev.latchkey.gateway;

import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log of a gateway that runs alone: a line on the console each, as JSON where the services are told the same. */
final class ConsoleLog {

    private static final String FORMAT = "LOGGING_STRUCTURED_FORMAT_CONSOLE";
    private static final String HEX = "0123456789abcdef";

    private ConsoleLog() {}

    static void open(Map<String, String> environment) {
        LogManager.getLogManager().reset();
        Handler console = new ConsoleHandler();
        console.setFormatter("ecs".equals(environment.get(FORMAT)) ? new Ecs() : new Plain());
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(console);
        // Kept by this variable, because the log manager itself forgets loggers that nobody holds.
        OURS.setLevel(Level.INFO);
        KAFKA.setLevel(Level.SEVERE);
    }

    private static final Logger OURS = Logger.getLogger("dev.latchkey");
    /** Its clients tell every second what they miss; the live feed says what matters. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    /** For people. */
    private static final class Plain extends Formatter {

        @Override
        public String format(LogRecord entry) {
            return entry.getInstant() + " " + entry.getLevel() + " " + formatMessage(entry) + "\n";
        }
    }

    /** Elastic Common Schema, the format that Spring Boot's services write by that name. */
    static final class Ecs extends Formatter {

        @Override
        public String format(LogRecord entry) {
            StringBuilder json = new StringBuilder("{");
            member(json, "@timestamp", DateTimeFormatter.ISO_INSTANT.format(entry.getInstant()));
            member(json, "log.level", level(entry.getLevel()));
            member(json, "service.name", "gateway");
            member(json, "log.logger", String.valueOf(entry.getLoggerName()));
            member(json, "message", formatMessage(entry));
            return json.append("\"ecs.version\":\"8.11\"}\n").toString();
        }

        private static String level(Level level) {
            return level.equals(Level.SEVERE) ? "ERROR" : level.equals(Level.WARNING) ? "WARN" : level.getName();
        }

        private static void member(StringBuilder json, String name, String value) {
            json.append('"').append(name).append("\":\"");
            for (int i = 0; i < value.length(); i++) {
                char character = value.charAt(i);
                if (character == '"' || character == '\\') {
                    json.append('\\').append(character);
                } else if (character < ' ') {
                    json.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
                } else {
                    json.append(character);
                }
            }
            json.append("\",");
        }
    }
}
