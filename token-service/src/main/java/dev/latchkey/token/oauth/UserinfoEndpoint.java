package dev.latchkey.token.oauth;

import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.write.People;
import dev.latchkey.token.write.People.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET} and {@code POST /userinfo} (OpenID Connect Core section 5.3, CONTRACT section 8): what the token's scopes let
 * say of the person as they are now.
 */
@RestController
final class UserinfoEndpoint {

    private final People people;

    UserinfoEndpoint(People people) {
        this.people = people;
    }

    @GetMapping(OAuthEndpoints.USERINFO)
    ResponseEntity<Map<String, Object>> get(@AuthenticationPrincipal Jwt token) {
        return answer(token);
    }

    @PostMapping(OAuthEndpoints.USERINFO)
    ResponseEntity<Map<String, Object>> post(@AuthenticationPrincipal Jwt token) {
        return answer(token);
    }

    private ResponseEntity<Map<String, Object>> answer(Jwt token) {
        Person person = Optional.ofNullable(token.getSubject())
                .flatMap(UserId::parse)
                .flatMap(people::find)
                .orElseThrow(ApiException::invalidToken);
        List<String> scope = Scopes.named(Objects.requireNonNullElse(token.getClaimAsString("scope"), ""));
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", token.getSubject());
        claims.putAll(ProfileClaims.of(person.data(), person.profileChangedAt(), scope));
        return ResponseEntity.ok().headers(NoStore::addTo).body(claims);
    }
}
