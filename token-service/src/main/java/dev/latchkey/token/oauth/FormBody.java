package dev.latchkey.token.oauth;

import dev.latchkey.kernel.web.ApiException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code application/x-www-form-urlencoded} so that two readers cannot understand it differently: UTF-8 and nothing
 * else, each parameter once.
 *
 * <p>The container's own parser answers what it cannot read with an exception of its own, and takes overlong forms.
 */
final class FormBody {

    private FormBody() {}

    /**
     * Reads a form.
     *
     * @throws ApiException 400 {@code invalid_request} when it is malformed or names a parameter twice
     */
    static ObjectNode read(byte[] body) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            if (!pair.isEmpty()) {
                add(form, pair);
            }
        }
        return form;
    }

    private static void add(ObjectNode form, String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        if (form.has(name)) {
            throw ApiException.invalidRequest("A parameter stands there more than once.");
        }
        form.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }

    private static String decode(String encoded) {
        try {
            byte[] bytes =
                    URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw ApiException.invalidRequest("The request body must be a well-formed form in UTF-8.");
        }
    }
}
