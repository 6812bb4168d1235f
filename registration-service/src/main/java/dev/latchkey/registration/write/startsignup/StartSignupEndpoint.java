package dev.latchkey.registration.write.startsignup;

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

/** {@code POST /passkey/register} (CONTRACT section 2). */
@RestController
final class StartSignupEndpoint {

    private final Admission admission;
    private final Origins origins;
    private final RefusedChallenges refusals;
    private final Signups signups;

    StartSignupEndpoint(Admission admission, Origins origins, RefusedChallenges refusals, Signups signups) {
        this.admission = admission;
        this.origins = origins;
        this.refusals = refusals;
        this.signups = signups;
    }

    @PostMapping("/passkey/register")
    ResponseEntity<SignupStarted> register(HttpServletRequest request) {
        SignupStarted started = refusals.watch(request, Purpose.SIGNUP, () -> {
            AdmittedRequest admitted = admission.admit(request);
            Signup signup = Signup.read(admitted.body(), admitted.connection());
            return signups.decide(signups.command(admitted, signup, origins.of(request, admitted.domain())));
        });
        return ResponseEntity.ok().headers(NoStore::addTo).body(started);
    }
}
