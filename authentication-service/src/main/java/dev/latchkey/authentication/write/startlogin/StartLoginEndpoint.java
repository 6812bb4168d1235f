package dev.latchkey.authentication.write.startlogin;

import dev.latchkey.kernel.challenge.Admission;
import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /passkey/challenge} (CONTRACT section 3). */
@RestController
final class StartLoginEndpoint {

    private final Admission admission;
    private final Logins logins;

    StartLoginEndpoint(Admission admission, Logins logins) {
        this.admission = admission;
        this.logins = logins;
    }

    @PostMapping("/passkey/challenge")
    ResponseEntity<LoginStarted> challenge(HttpServletRequest request) {
        AdmittedRequest admitted = admission.admit(request);
        LoginStarted started = logins.decide(logins.command(admitted, request.getRemoteAddr()));
        return ResponseEntity.ok().headers(NoStore::addTo).body(started);
    }
}
