package dev.latchkey.registration.read.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The users between two checkpoints.
 *
 * @param next where to go on; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"next", "users"})
record UserStretch(@Nullable String next, List<Object> users) {}
