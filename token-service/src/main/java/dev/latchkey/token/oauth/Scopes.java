package dev.latchkey.token.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What of a {@code scope} parameter is granted; the rest is dropped and the answer says what is left. */
final class Scopes {

    static final String OPENID = "openid";
    static final String PROFILE = "profile";
    static final String EMAIL = "email";
    static final String PHONE = "phone";
    static final String OFFLINE_ACCESS = "offline_access";

    /** What a request without the parameter gets, as the SDKs default it. */
    static final List<String> DEFAULT = List.of(OPENID, PROFILE, EMAIL);

    private static final Set<String> OF_PEOPLE = Set.of(OPENID, PROFILE, EMAIL, PHONE);

    private Scopes() {}

    /**
     * The requested scopes that OpenID Connect or the API knows, in the order of the request, each once.
     *
     * @param refreshable whether refresh tokens may be had
     */
    static List<String> granted(String requested, Set<String> ofApi, boolean refreshable) {
        return split(requested)
                .filter(scope -> OF_PEOPLE.contains(scope)
                        || ofApi.contains(scope)
                        || (refreshable && OFFLINE_ACCESS.equals(scope)))
                .distinct()
                .toList();
    }

    /** The requested scopes that are among the allowed ones. */
    static List<String> among(Set<String> allowed, String requested) {
        return split(requested).filter(allowed::contains).distinct().toList();
    }

    /** Every scope that a parameter names. */
    static List<String> named(String scopes) {
        return split(scopes).distinct().toList();
    }

    private static Stream<String> split(String scopes) {
        return Arrays.stream(scopes.split(" ", -1)).filter(scope -> !scope.isEmpty());
    }
}
