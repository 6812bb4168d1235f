package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.management.Page;
import dev.latchkey.kernel.people.UserAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which members of a user an answer shows.
 *
 * @param names of the members; none, all are shown
 * @param shown whether these are the ones that are shown, or the ones that are not
 */
record FieldFilter(Set<String> names, boolean shown) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads {@code fields} and {@code include_fields}.
     *
     * @throws dev.latchkey.kernel.management.ManagementException 400 when one of them is malformed
     */
    static FieldFilter of(HttpServletRequest request) {
        String fields = Page.onlyValue(request, "fields");
        Set<String> names = fields == null
                ? Set.of()
                : Stream.of(fields.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        return new FieldFilter(names, Page.flag(request, "include_fields", true));
    }

    List<Object> apply(List<UserAnswer> users) {
        return users.stream().map(this::apply).toList();
    }

    Object apply(UserAnswer user) {
        if (names.isEmpty()) {
            return user;
        }
        ObjectNode members = JSON.valueToTree(user);
        return shown ? members.retain(names) : members.remove(names);
    }
}
