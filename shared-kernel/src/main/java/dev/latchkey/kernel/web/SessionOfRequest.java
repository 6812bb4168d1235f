package dev.latchkey.kernel.web;

import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.tracing.Tracing;
import org.slf4j.MDC;

/** Names the session that a request turned out to belong to, in its log lines and in its trace. */
public final class SessionOfRequest {

    static final String LOG_KEY = "sessionId";

    private SessionOfRequest() {}

    /** From here on, to the end of the request. */
    public static void is(SessionId session) {
        String id = session.toString();
        MDC.put(LOG_KEY, id);
        Tracing.sayHere("latchkey.session_id", id);
    }
}
