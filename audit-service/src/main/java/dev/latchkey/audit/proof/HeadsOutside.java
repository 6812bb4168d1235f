package dev.latchkey.audit.proof;

import java.io.IOException;
import java.util.List;

/** What the places outside were given last: they remember when the database was set back. */
public interface HeadsOutside {

    /**
     * The newest head of each place that can be read, as the compact JWS.
     *
     * @throws IOException when a place does not answer now
     */
    List<String> newest() throws IOException, InterruptedException;
}
