package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.RequestDomain;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Says whose request it is. */
public final class Callers {

    private final Tenant tenant;

    Callers(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * The person and the application that the request's token names.
     *
     * @throws InvalidBearerTokenException when the token is of another domain than the request, or of no person
     */
    public Caller of(HttpServletRequest request) {
        Domain domain = RequestDomain.of(request, tenant);
        return token().filter(token -> domain.issuer().equals(token.getClaimAsString("iss")))
                .flatMap(token -> caller(token, domain))
                .orElseThrow(() -> new InvalidBearerTokenException("the token is not for this request"));
    }

    private Optional<Caller> caller(Jwt token, Domain domain) {
        return Optional.ofNullable(token.getSubject()).flatMap(UserId::parse).flatMap(person -> Optional.ofNullable(
                        token.getClaimAsString("azp"))
                .flatMap(tenant::client)
                .map(client -> new Caller(person, client, domain)));
    }

    private static Optional<Jwt> token() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken authenticated
                ? Optional.of(authenticated.getToken())
                : Optional.empty();
    }
}
