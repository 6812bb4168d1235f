package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.challenge.ChallengeMeters;
import dev.latchkey.kernel.challenge.Origins;
import dev.latchkey.kernel.myaccount.Caller;
import dev.latchkey.kernel.myaccount.Callers;
import dev.latchkey.kernel.myaccount.JsonBody;
import dev.latchkey.kernel.myaccount.MyAccountPaths;
import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.values.Purpose;
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
    private final ChallengeMeters meters;

    StartEnrolmentEndpoint(Callers callers, Origins origins, Enrolments enrolments, ChallengeMeters meters) {
        this.callers = callers;
        this.origins = origins;
        this.enrolments = enrolments;
        this.meters = meters;
    }

    @PostMapping(path = MyAccountPaths.AUTHENTICATION_METHODS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EnrolmentStarted> start(HttpServletRequest request) {
        Caller caller = callers.of(request);
        EnrolmentStarted started = start(request, caller);
        return ResponseEntity.accepted()
                .headers(NoStore::addTo)
                .location(caller.locationOf(MyAccountPaths.NEW_PASSKEY))
                .body(started);
    }

    private EnrolmentStarted start(HttpServletRequest request, Caller caller) {
        try {
            return enrolments.decide(
                    enrolments.command(caller, JsonBody.of(request), origins.of(request, caller.domain())));
        } catch (ProblemException refused) {
            meters.refused(Purpose.ENROLMENT);
            throw refused;
        }
    }
}
