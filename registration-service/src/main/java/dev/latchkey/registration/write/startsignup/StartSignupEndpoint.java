package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.challenge.Admission;
import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /passkey/register} (CONTRACT section 2). */
@RestController
final class StartSignupEndpoint {

    private final Admission admission;
    private final Signups signups;

    StartSignupEndpoint(Admission admission, Signups signups) {
        this.admission = admission;
        this.signups = signups;
    }

    @PostMapping("/passkey/register")
    ResponseEntity<SignupStarted> register(HttpServletRequest request) {
        AdmittedRequest admitted = admission.admit(request);
        Signup signup = Signup.read(admitted.body(), admitted.connection());
        SignupStarted started = signups.decide(signups.command(admitted, signup, request.getRemoteAddr()));
        return ResponseEntity.ok().headers(NoStore::addTo).body(started);
    }
}
