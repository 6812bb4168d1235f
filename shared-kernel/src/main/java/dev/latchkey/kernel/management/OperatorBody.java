package dev.latchkey.kernel.management;

import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a request that changes something. */
public final class OperatorBody {

    private OperatorBody() {}

    /**
     * The JSON object.
     *
     * @throws ManagementException 415 when the request does not say that it is JSON
     * @throws dev.latchkey.kernel.web.ApiException 400 when it is anything else
     */
    public static ObjectNode object(HttpServletRequest request) {
        return StrictJson.readObject(bytes(request));
    }

    /**
     * The JSON array.
     *
     * @throws ManagementException 415 when the request does not say that it is JSON
     * @throws dev.latchkey.kernel.web.ApiException 400 when it is anything else
     */
    public static ArrayNode array(HttpServletRequest request) {
        return StrictJson.readArray(bytes(request));
    }

    /**
     * The bytes, for whoever words what is wrong with them in another way.
     *
     * @throws ManagementException 415 when the request does not say that it is JSON
     */
    public static byte[] bytes(HttpServletRequest request) {
        if (!isJson(request.getContentType())) {
            throw ManagementException.notJson();
        }
        try {
            return request.getInputStream().readAllBytes();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }
}
