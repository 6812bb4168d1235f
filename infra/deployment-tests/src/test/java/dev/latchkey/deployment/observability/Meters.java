package dev.latchkey.deployment.observability;

import dev.latchkey.deployment.Project;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of meters: those that the services show, which the end-to-end tests hold them to, and those in an expression. */
final class Meters {

    private static final String LIST = "infra/observability/metrics.txt";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?![a-zA-Z0-9_:]*\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    private Meters() {}

    /** All of the list, by their names for Prometheus. */
    static Set<String> shown() {
        return Project.read(LIST)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that an expression asks for; {@code up} is Prometheus' own. */
    static Set<String> in(String expression) {
        String bare = expression
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", "")
                .replaceAll("\\b[0-9.]+[a-z]*\\b", "");
        Set<String> names =
                NAME.matcher(bare).results().map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(WORDS);
        names.remove("up");
        return names;
    }
}
