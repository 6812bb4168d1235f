package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Compilation;
import dev.latchkey.audit.read.logs.query.InvalidQueryException;
import dev.latchkey.audit.read.logs.query.QueryParser;
import dev.latchkey.audit.read.logs.query.Sql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** Answers questions about logs. */
@Service
class Logs {

    private final LogTable table;
    private final LogAnswers answers;
    private final Compilation compilation;

    Logs(LogTable table, LogAnswers answers, LogConditions conditions) {
        this.table = table;
        this.answers = answers;
        this.compilation = new Compilation(conditions);
    }

    /** What was found, and how many there are. */
    record Found(List<ObjectNode> logs, int total) {}

    /**
     * The logs that a query asks for.
     *
     * @param query in the query language; blank, all of them
     */
    Found search(String query, Page page) {
        return table.ask(() -> find(query.isBlank() ? Sql.TRUE : condition(query), page));
    }

    private Sql condition(String query) {
        try {
            return compilation.of(QueryParser.parse(query));
        } catch (InvalidQueryException invalid) {
            throw Parameters.invalid("the query cannot be read: " + invalid.reason());
        }
    }

    /** The logs of a person. */
    Found ofPerson(String userId, Page page) {
        return table.ask(() -> find(Sql.of("user_id = ?", userId), page));
    }

    private Found find(Sql condition, Page page) {
        List<LogRecord> logs = table.find(condition, page.order(), (int) page.start(), page.size());
        int total = page.withTotals() ? table.count(condition, Page.MOST_REACHABLE) : 0;
        return new Found(answers.of(logs), total);
    }

    /** The log of an id; empty when there is none, or not any more. */
    Optional<ObjectNode> find(LogId id) {
        return table.ask(
                () -> table.find(id).map(log -> answers.of(List.of(log)).getFirst()));
    }

    /** The logs behind a checkpoint, in the order of the trail. */
    List<ObjectNode> after(@Nullable LogId checkpoint, int limit) {
        return table.ask(() -> answers.of(table.after(checkpoint, limit)));
    }
}
