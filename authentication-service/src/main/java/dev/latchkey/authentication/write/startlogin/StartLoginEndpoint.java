package dev.latchkey.authentication.write.startlogin;

import dev.latchkey.kernel.challenge.Admission;
import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.Origins;
import dev.latchkey.kernel.challenge.RefusedChallenges;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /passkey/challenge} (CONTRACT section 3). */
@RestController
final class StartLoginEndpoint {

    private final Admission admission;
    private final Origins origins;
    private final RefusedChallenges refusals;
    private final Logins logins;

    StartLoginEndpoint(Admission admission, Origins origins, RefusedChallenges refusals, Logins logins) {
        this.admission = admission;
        this.origins = origins;
        this.refusals = refusals;
        this.logins = logins;
    }

    @PostMapping("/passkey/challenge")
    ResponseEntity<LoginStarted> challenge(HttpServletRequest request) {
        LoginStarted started = refusals.watch(request, Purpose.LOGIN, () -> {
            AdmittedRequest admitted = admission.admit(request);
            return logins.decide(logins.command(admitted, origins.of(request, admitted.domain())));
        });
        return ResponseEntity.ok().headers(NoStore::addTo).body(started);
    }
}
