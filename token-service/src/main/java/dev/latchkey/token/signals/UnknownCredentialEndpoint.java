package dev.latchkey.token.signals;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.kernel.web.RequestDomain;
import dev.latchkey.kernel.web.StrictJson;
import dev.latchkey.token.write.RefusedSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /passkey/signals/unknown-credential}: after a refused sign-in, whether the passkey is one that nobody has (any
 * more), so that the browser can stop offering it.
 *
 * <p>The refusal itself stays uniform. Only the holder of the very session that was refused is told, only of the credential
 * that was presented in it, and only that nobody has it: whoever holds a passkey of somebody learns nothing.
 */
@RestController
final class UnknownCredentialEndpoint {

    private final Tenant tenant;
    private final SealedTickets tickets;
    private final RefusedSessions refused;

    UnknownCredentialEndpoint(Tenant tenant, SealedTickets tickets, RefusedSessions refused) {
        this.tenant = tenant;
        this.tickets = tickets;
        this.refused = refused;
    }

    /** The argument of {@code PublicKeyCredential.signalUnknownCredential}. */
    record UnknownCredential(String rpId, String credentialId) {}

    record Answer(UnknownCredential unknownCredential) {}

    @PostMapping(path = SignalPaths.UNKNOWN_CREDENTIAL, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> unknownCredential(HttpServletRequest request) throws IOException {
        Domain domain = RequestDomain.of(request, tenant);
        ObjectNode body = StrictJson.readObject(request.getInputStream().readAllBytes());
        String authSession = StrictJson.requiredText(body, "auth_session");
        CredentialId credential = CredentialId.parse(StrictJson.requiredText(body, "credential_id"))
                .orElseThrow(() -> ApiException.invalidRequest("\"credential_id\" must be base64url"));
        Optional<Ticket> session = tickets.open(authSession)
                .filter(ticket -> ticket.domain().equals(domain.authority()))
                .filter(ticket -> refused.asUnknown(ticket.sessionId(), PasskeyId.of(credential)));
        return session.map(ticket -> ResponseEntity.ok()
                        .headers(NoStore::addTo)
                        .body(new Answer(new UnknownCredential(ticket.relyingPartyId(), credential.toString()))))
                .orElseGet(
                        () -> ResponseEntity.noContent().headers(NoStore::addTo).build());
    }
}
