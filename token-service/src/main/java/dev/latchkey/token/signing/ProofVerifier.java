package dev.latchkey.token.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Verifies DPoP proofs (RFC 9449 section 4.3) with Spring Security's checks: type, key, signature, method, URL, time, id. */
@Component
public final class ProofVerifier {

    /** The only algorithm that discovery offers (CONTRACT section 9). */
    private static final String ALGORITHM = "ES256";

    private static final int MOST_CHARACTERS = 4096;

    private final DPoPProofJwtDecoderFactory decoders = new DPoPProofJwtDecoderFactory();

    /**
     * A proof that is good in itself.
     *
     * @param keyThumbprint of the key that made it (RFC 7638)
     * @param nonce what it repeats of ours; empty when it repeats nothing
     */
    public record Proof(String keyThumbprint, String id, Optional<String> nonce) {}

    /** The proof, if it is good for this method and URL. */
    public Optional<Proof> verify(String proof, String method, String url) {
        if (proof.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            Jwt jwt = decoders.createDecoder(DPoPProofContext.withDPoPProof(proof)
                            .method(method)
                            .targetUri(url)
                            .build())
                    .decode(proof);
            String id = jwt.getId();
            if (id == null
                    || !ALGORITHM.equals(jwt.getHeaders().get("alg"))
                    // Methods have a letter case (RFC 9110 section 9.1); the decoder ignores it.
                    || !method.equals(jwt.getClaimAsString("htm"))) {
                return Optional.empty();
            }
            return Optional.of(new Proof(thumbprint(jwt), id, Optional.ofNullable(jwt.getClaimAsString("nonce"))));
        } catch (JwtException | IllegalArgumentException | ParseException | JOSEException notGood) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // the decoder has read a key from it
    private static String thumbprint(Jwt jwt) throws ParseException, JOSEException {
        return JWK.parse((Map<String, Object>) jwt.getHeaders().get("jwk"))
                .computeThumbprint()
                .toString();
    }
}
