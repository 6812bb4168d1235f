package dev.latchkey.token.myaccount;

import dev.latchkey.kernel.myaccount.Callers;
import dev.latchkey.kernel.myaccount.MyAccountPaths;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /me/v1/factors} (CONTRACT section 12): what a person can enrol, which is passkeys. */
@RestController
final class FactorsEndpoint {

    private static final Factors ALL = new Factors(List.of(new Factor(PasskeyAnswer.TYPE, PasskeyAnswer.USAGE)));

    private final Callers callers;
    private final OwnPasskeys passkeys;

    FactorsEndpoint(Callers callers, OwnPasskeys passkeys) {
        this.callers = callers;
        this.passkeys = passkeys;
    }

    record Factors(List<Factor> factors) {}

    record Factor(String type, List<String> usage) {}

    @GetMapping(MyAccountPaths.FACTORS)
    ResponseEntity<Factors> list(HttpServletRequest request) {
        passkeys.requireActive(callers.of(request));
        return ResponseEntity.ok().headers(NoStore::addTo).body(ALL);
    }
}
