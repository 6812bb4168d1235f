package dev.latchkey.kernel.callers;

import dev.latchkey.kernel.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts the requests of each person, whom a token has named by the time a request comes here (CONTRACT section 1.7). */
final class PersonLimit implements HandlerInterceptor {

    private final RateLimit limit;
    private final Clock clock;

    PersonLimit(RateLimit limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Principal person = request.getUserPrincipal();
        if (person == null) {
            return true;
        }
        Allowance allowance = limit.count(person.getName());
        allowance.writeTo(response, clock);
        if (!allowance.granted()) {
            throw new ApiException(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests", AddressLimitFilter.TOO_MANY);
        }
        return true;
    }
}
