package dev.latchkey.token.signing;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes signed JWTs (RS256) out of claims. */
@Component
public class Tokens {

    private final SigningKeys keys;

    Tokens(SigningKeys keys) {
        this.keys = keys;
    }

    /** Signs a statement that is no token, which its {@code typ} says (RFC 8725 section 3.11). */
    public String signStatement(String type, Map<String, Object> claims) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        return keys.active().signStatement(type, set.build());
    }

    /** Signs the claims with the key of this moment; instants become seconds. */
    public String sign(Map<String, Object> claims) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        return keys.active().sign(set.build());
    }
}
