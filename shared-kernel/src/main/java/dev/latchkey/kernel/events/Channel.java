package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what way the request came that brought a fact about; nothing of it is personal.
 *
 * @param domain the front door, as a {@code Host} header names it
 * @param sdk what sent it, as far as it said so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Channel(String domain, @Nullable Sdk sdk) {

    /**
     * What an {@code Auth0-Client} header says.
     *
     * @param env what it runs on and was built with
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Sdk(
            String name, @Nullable String version, @Nullable Map<String, String> env) {

        public Sdk {
            env = env == null ? null : Map.copyOf(env);
        }
    }
}
