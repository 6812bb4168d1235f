package dev.latchkey.kernel.web;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.events.Channel.Sdk;
import dev.latchkey.kernel.tenant.Domain;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads by what way a request came: the domain, and what SDKs say of themselves in {@code Auth0-Client} (CONTRACT section
 * 1.4). A header that is none of theirs is as if it were not there: nothing hangs on it.
 */
public final class RequestChannel {

    private static final String HEADER = "Auth0-Client";
    private static final int MOST_CHARACTERS = 1_024;
    private static final int MOST_PARTS = 8;

    /** Names and versions of software; nothing of a person has this form and is sent here by an SDK. */
    private static final Pattern SOFTWARE = Pattern.compile("[A-Za-z0-9@/ ._+-]{1,64}");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RequestChannel() {}

    /** The way of this request. */
    public static Channel of(HttpServletRequest request, Domain domain) {
        return new Channel(domain.authority(), sdk(request.getHeader(HEADER)));
    }

    private static @Nullable Sdk sdk(@Nullable String header) {
        if (header == null || header.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            JsonNode said = JSON.readTree(Base64.getUrlDecoder()
                    .decode(header.strip().replace('+', '-').replace('/', '_')));
            String name = software(said.path("name"));
            return name == null ? null : new Sdk(name, software(said.path("version")), env(said.path("env")));
        } catch (IllegalArgumentException | JacksonException none) {
            return null;
        }
    }

    private static @Nullable Map<String, String> env(JsonNode said) {
        Map<String, String> env = new LinkedHashMap<>();
        said.properties().stream().limit(MOST_PARTS).forEach(part -> {
            String value = software(part.getValue());
            if (value != null && SOFTWARE.matcher(part.getKey()).matches()) {
                env.put(part.getKey(), value);
            }
        });
        return env.isEmpty() ? null : env;
    }

    private static @Nullable String software(JsonNode said) {
        return said.isString() && SOFTWARE.matcher(said.stringValue()).matches() ? said.stringValue() : null;
    }
}
