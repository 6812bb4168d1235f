package dev.latchkey.audit.export;

import dev.latchkey.audit.trail.Frontier;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams the trail, as newline-delimited JSON, in the thread of its request: the container ends it when the client goes
 * away or stops reading.
 */
@ManagementEndpoint
final class ExportEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ExportEndpoint.class);
    private static final String NDJSON = "application/x-ndjson";
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Trail trail;
    private final ExportedLines lines;
    private final ObjectProvider<Frontier> tree;
    private final JsonMapper json;
    private final Semaphore places;

    ExportEndpoint(
            Trail trail,
            ExportedLines lines,
            ObjectProvider<Frontier> tree,
            JsonMapper json,
            ExportProperties properties) {
        this.trail = trail;
        this.lines = lines;
        this.tree = tree;
        this.json = json;
        this.places = new Semaphore(properties.concurrent());
    }

    @GetMapping("/audit/v1/export")
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long size = trail.size();
        long firstRetained = trail.firstRetained();
        ExportRange range = ExportRange.of(request, firstRetained, size);
        if (!places.tryAcquire()) {
            tooMany(response);
            return;
        }
        try {
            ExportHeader header = new ExportHeader(
                    ExportHeader.FORMAT, range.from(), range.to(), size, firstRetained, frontier(range.from()));
            response.setContentType(NDJSON);
            NoStore.addTo(response);
            stream(header, response.getOutputStream());
        } finally {
            places.release();
        }
    }

    private void stream(ExportHeader header, OutputStream out) throws IOException {
        try {
            line(json.writeValueAsBytes(header), out);
            long next = header.from();
            while (next < header.to()) {
                ExportedLines.LinePage page = lines.page(next, header.to());
                for (byte[] line : page.lines()) {
                    line(line, out);
                }
                out.flush();
                next = page.next();
            }
        } catch (IOException gone) {
            log.info("nobody reads an export any more: {}", gone.getClass().getSimpleName());
        } catch (DataAccessException | TransactionException away) {
            throw new BrokenExportException(away);
        }
    }

    private static void line(byte[] line, OutputStream out) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private @Nullable List<String> frontier(long from) {
        return Optional.ofNullable(tree.getIfAvailable())
                .map(kept -> kept.frontier(from).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList())
                .orElse(null);
    }

    private void tooMany(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        NoStore.addTo(response);
        response.getOutputStream().write(json.writeValueAsBytes(TooManyExports.ANSWER));
    }

    /** Handed on to the container, which closes the connection: an end like any other would look complete. */
    @ExceptionHandler
    @SuppressWarnings("DoNotCallSuggester") // called by the framework
    void on(BrokenExportException broken) {
        throw broken;
    }
}
