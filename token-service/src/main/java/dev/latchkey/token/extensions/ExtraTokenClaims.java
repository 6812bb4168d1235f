package dev.latchkey.token.extensions;

import dev.latchkey.extension.ExtraClaims;
import dev.latchkey.extension.TokenClaims;
import dev.latchkey.extension.TokenRequest;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.token.extensions.ExtensionProperties.OnFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The claims that extensions add to tokens; of two that give the same one, the first by name does. */
public final class ExtraTokenClaims {

    private final List<Guarded<TokenClaims>> extensions;
    private final ClaimRules rules = new ClaimRules();

    ExtraTokenClaims(List<Guarded<TokenClaims>> extensions) {
        this.extensions = extensions;
    }

    /** Whether there are none to ask. */
    public boolean isEmpty() {
        return extensions.isEmpty();
    }

    /**
     * Asks for the claims of tokens.
     *
     * @throws ApiException when one that tokens may not be without gives no answer
     */
    public ExtraClaims of(TokenRequest request) {
        Map<String, Object> accessToken = new HashMap<>();
        Map<String, Object> idToken = new HashMap<>();
        for (Guarded<TokenClaims> extension : extensions) {
            switch (extension.ask(it -> rules.allowed(extension.name(), it.claimsFor(request)))) {
                case Answered.With<ExtraClaims>(ExtraClaims claims) -> {
                    claims.accessToken().forEach(accessToken::putIfAbsent);
                    claims.idToken().forEach(idToken::putIfAbsent);
                }
                case Answered.Not<ExtraClaims> unanswered -> refuseWithout(extension);
            }
        }
        return new ExtraClaims(accessToken, idToken);
    }

    private static void refuseWithout(Guarded<TokenClaims> extension) {
        if (extension.refusesWithoutAnswer(OnFailure.CONTINUE)) {
            throw new ApiException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "temporarily_unavailable",
                    "The service cannot answer now. Try again later.");
        }
    }
}
