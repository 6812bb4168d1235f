package dev.latchkey.kernel.management;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * What a service answers over HTTP; everything else is 404.
 *
 * @param operators what operators may do
 * @param open paths that need no token
 */
public record Door(List<Rule> operators, List<String> open) {

    /**
     * One thing that operators may do.
     *
     * @param path in Spring's pattern syntax
     * @param scopes of which the operator's token needs one
     */
    public record Rule(HttpMethod method, String path, List<String> scopes) {

        public Rule {
            scopes = List.copyOf(scopes);
        }

        /** To read, with one of these scopes. */
        public static Rule get(String path, String... scopes) {
            return new Rule(HttpMethod.GET, path, List.of(scopes));
        }

        /** To create or to ask for something, with one of these scopes. */
        public static Rule post(String path, String... scopes) {
            return new Rule(HttpMethod.POST, path, List.of(scopes));
        }

        /** To change, with one of these scopes. */
        public static Rule patch(String path, String... scopes) {
            return new Rule(HttpMethod.PATCH, path, List.of(scopes));
        }

        /** To replace, with one of these scopes. */
        public static Rule put(String path, String... scopes) {
            return new Rule(HttpMethod.PUT, path, List.of(scopes));
        }

        /** To delete, with one of these scopes. */
        public static Rule delete(String path, String... scopes) {
            return new Rule(HttpMethod.DELETE, path, List.of(scopes));
        }

        /** Whoever may read may ask for the headers alone. */
        List<HttpMethod> methods() {
            return method.equals(HttpMethod.GET) ? List.of(method, HttpMethod.HEAD) : List.of(method);
        }

        String[] authorities() {
            return scopes.stream().map(scope -> "SCOPE_" + scope).toArray(String[]::new);
        }
    }

    public Door {
        operators = List.copyOf(operators);
        open = List.copyOf(open);
    }

    /** Of these the token of a request needs one; none when operators cannot do this at all. */
    List<String> scopesOf(HttpServletRequest request) {
        return operators.stream()
                .filter(rule -> rule.methods().stream()
                        .anyMatch(method -> PathPatternRequestMatcher.pathPattern(method, rule.path())
                                .matches(request)))
                .findFirst()
                .map(Rule::scopes)
                .orElse(List.of());
    }

    String[] operatorPaths() {
        return operators.stream().map(Rule::path).distinct().toArray(String[]::new);
    }
}
