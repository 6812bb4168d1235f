package dev.latchkey.audit.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads lines page by page, so that no statement runs long and no page is large. */
@Component
final class ExportedLines {

    private static final int MOST_ROWS = 500;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int FETCH_SIZE = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    ExportedLines(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
    }

    /**
     * Some lines.
     *
     * @param next where the following page begins
     */
    record LinePage(List<byte[]> lines, long next) {

        LinePage {
            lines = List.copyOf(lines);
        }
    }

    /** The first lines of a range; none when there are no more. */
    LinePage page(long from, long to) {
        LinePage page = transactions.execute(status -> jdbc.sql("""
                        SELECT position, line FROM entry WHERE position >= :from AND position < :to
                        ORDER BY position LIMIT :rows
                        """)
                .param("from", from)
                .param("to", to)
                .param("rows", MOST_ROWS)
                .withFetchSize(FETCH_SIZE)
                .query((ResultSet rows) -> read(rows, to)));
        return page == null ? new LinePage(List.of(), to) : page;
    }

    private static LinePage read(ResultSet rows, long to) throws SQLException {
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        long next = to;
        while (bytes < MOST_BYTES && rows.next()) {
            byte[] line = rows.getBytes("line");
            lines.add(line);
            bytes += line.length;
            next = rows.getLong("position") + 1;
        }
        return new LinePage(lines, next);
    }
}
