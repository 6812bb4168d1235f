package dev.latchkey.token.write.refresh;

import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.tenant.RefreshTokenPolicy.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the access token of an exchange is good for: what was granted or less, or another API that the application's
 * multi-resource policy names (CONTRACT section 7). Whatever else is asked for is left out.
 */
public record RefreshedAccess(List<String> scope, List<String> audience) {

    private static final String OPENID = "openid";
    /** Scopes of a person rather than of an API; they go along to every API. */
    private static final Set<String> OF_PEOPLE = Set.of(OPENID, "profile", "email", "phone", "offline_access");

    static RefreshedAccess of(ExchangeRefreshToken command, GrantOpened opened) {
        return resource(command, opened)
                .map(resource -> forResource(command, opened, resource))
                .orElseGet(() -> new RefreshedAccess(asked(command, opened.scope()), opened.audience()));
    }

    /** The API that is asked for, unless it is the grant's own. */
    private static Optional<Resource> resource(ExchangeRefreshToken command, GrantOpened opened) {
        return Optional.ofNullable(command.audience())
                .filter(audience -> !opened.audience().contains(audience))
                .flatMap(audience -> command.client().refreshTokens().resource(audience));
    }

    private static RefreshedAccess forResource(ExchangeRefreshToken command, GrantOpened opened, Resource resource) {
        List<String> ofPerson =
                opened.scope().stream().filter(OF_PEOPLE::contains).toList();
        List<String> wanted = command.scope() == null ? List.copyOf(resource.scopes()) : command.scope();
        List<String> ofResource =
                wanted.stream().filter(resource.scopes()::contains).sorted().toList();
        List<String> scope = java.util.stream.Stream.concat(asked(command, ofPerson).stream(), ofResource.stream())
                .distinct()
                .toList();
        return new RefreshedAccess(
                scope,
                scope.contains(OPENID)
                        ? List.of(resource.audience(), command.userinfoAudience())
                        : List.of(resource.audience()));
    }

    private static List<String> asked(ExchangeRefreshToken command, List<String> granted) {
        List<String> asked = command.scope();
        return asked == null
                ? granted
                : granted.stream().filter(asked::contains).toList();
    }
}
