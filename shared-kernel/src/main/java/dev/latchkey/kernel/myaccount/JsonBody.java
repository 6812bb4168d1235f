package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a request to the My Account API. */
public final class JsonBody {

    private JsonBody() {}

    /**
     * The JSON object; endpoints say with {@code consumes} that they read nothing else.
     *
     * @throws dev.latchkey.kernel.web.ApiException 400 when the body is anything else
     */
    public static ObjectNode of(HttpServletRequest request) {
        try {
            return StrictJson.readObject(request.getInputStream().readAllBytes());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
