package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.challenge.Origins;
import dev.latchkey.kernel.myaccount.Caller;
import dev.latchkey.kernel.myaccount.Callers;
import dev.latchkey.kernel.myaccount.JsonBody;
import dev.latchkey.kernel.myaccount.MyAccountPaths;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /me/v1/authentication-methods} (CONTRACT section 12). */
@RestController
final class StartEnrolmentEndpoint {

    private final Callers callers;
    private final Origins origins;
    private final Enrolments enrolments;

    StartEnrolmentEndpoint(Callers callers, Origins origins, Enrolments enrolments) {
        this.callers = callers;
        this.origins = origins;
        this.enrolments = enrolments;
    }

    @PostMapping(path = MyAccountPaths.AUTHENTICATION_METHODS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EnrolmentStarted> start(HttpServletRequest request) {
        Caller caller = callers.of(request);
        EnrolmentStarted started = enrolments.decide(
                enrolments.command(caller, JsonBody.of(request), origins.of(request, caller.domain())));
        return ResponseEntity.accepted()
                .headers(NoStore::addTo)
                .location(caller.locationOf(MyAccountPaths.NEW_PASSKEY))
                .body(started);
    }
}
