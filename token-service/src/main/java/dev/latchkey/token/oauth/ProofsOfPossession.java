package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.ticket.Nonces;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.token.signing.ProofVerifier;
import dev.latchkey.token.signing.ProofVerifier.Proof;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * DPoP at the token endpoint (RFC 9449, CONTRACT section 10): optional, unless the client must bind its tokens. Public
 * clients repeat a nonce of ours; each proof is good once, on all instances.
 */
@Component
final class ProofsOfPossession {

    static final String HEADER = "DPoP";
    static final String NONCE_HEADER = "DPoP-Nonce";

    /** Proofs are a minute young at most; beyond that their time refuses them. */
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final ProofVerifier verifier;
    private final UsedProofs used;
    private final Nonces nonces;
    private final Clock clock;

    ProofsOfPossession(ProofVerifier verifier, UsedProofs used, Nonces nonces, Clock clock) {
        this.verifier = verifier;
        this.used = used;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * The thumbprint of the key that the request proves to have; empty when it proves none and need not.
     *
     * @throws ApiException 400 when the proof is missing, not good, used before or lacks our nonce
     */
    Optional<String> keyThumbprint(HttpServletRequest request, Domain domain, Client client) {
        List<String> proofs = Collections.list(request.getHeaders(HEADER));
        if (proofs.isEmpty()) {
            if (client.proofOfPossessionRequired()) {
                throw invalid("This client's requests need a DPoP proof");
            }
            return Optional.empty();
        }
        if (proofs.size() > 1) {
            throw invalid("There must be one DPoP proof");
        }
        Proof proof = verifier.verify(proofs.getFirst(), request.getMethod(), domain.url() + OAuthEndpoints.TOKEN)
                .orElseThrow(() -> invalid("The DPoP proof is not valid"));
        requireNonce(proof, client);
        if (!used.use(proof.keyThumbprint(), proof.id(), clock.instant().plus(MEMORY))) {
            throw invalid("The DPoP proof was used before");
        }
        return Optional.of(proof.keyThumbprint());
    }

    private void requireNonce(Proof proof, Client client) {
        boolean fresh = proof.nonce()
                .map(nonce -> nonces.isFresh(nonce, clock.instant()))
                .orElse(!client.isPublic());
        if (!fresh) {
            throw new ApiException(
                            HttpStatus.BAD_REQUEST,
                            "use_dpop_nonce",
                            "Authorization server requires nonce in DPoP proof")
                    .withHeader(NONCE_HEADER, nonces.issue(clock.instant()));
        }
    }

    private static ApiException invalid(String description) {
        return new ApiException(HttpStatus.BAD_REQUEST, "invalid_dpop_proof", description);
    }
}
