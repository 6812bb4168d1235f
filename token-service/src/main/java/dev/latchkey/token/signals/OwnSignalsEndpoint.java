package dev.latchkey.token.signals;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.kernel.web.RequestDomain;
import dev.latchkey.token.signals.OwnSignals.AllAcceptedCredentials;
import dev.latchkey.token.signals.OwnSignals.CurrentUserDetails;
import dev.latchkey.token.write.Passkeys;
import dev.latchkey.token.write.People;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /passkey/signals}: after a sign-in, a renaming or a deletion, for whoever has an access token of the person.
 */
@RestController
final class OwnSignalsEndpoint {

    private final Tenant tenant;
    private final People people;
    private final Passkeys passkeys;

    OwnSignalsEndpoint(Tenant tenant, People people, Passkeys passkeys) {
        this.tenant = tenant;
        this.people = people;
        this.passkeys = passkeys;
    }

    @GetMapping(SignalPaths.OWN)
    ResponseEntity<OwnSignals> signals(HttpServletRequest request) {
        String relyingPartyId = RequestDomain.of(request, tenant).relyingPartyId();
        UserId user = Optional.ofNullable(request.getUserPrincipal())
                .flatMap(token -> UserId.parse(token.getName()))
                .orElseThrow(ApiException::invalidToken);
        Profile profile =
                people.find(user).map(person -> person.data().profile()).orElseThrow(ApiException::invalidToken);
        String userId = Base64Url.encode(user.toUserHandle());
        String name = profile.identifiers().getFirst().value();
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .body(new OwnSignals(
                        new AllAcceptedCredentials(relyingPartyId, userId, accepted(user, relyingPartyId)),
                        new CurrentUserDetails(
                                relyingPartyId, userId, name, profile.name() == null ? name : profile.name())));
    }

    private List<String> accepted(UserId user, String relyingPartyId) {
        return passkeys.of(user).stream()
                .map(passkey -> passkey.registration())
                .filter(passkey -> passkey.relyingPartyId().equals(relyingPartyId))
                .map(passkey -> passkey.credentialId().toString())
                .toList();
    }
}
