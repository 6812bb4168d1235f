package dev.latchkey.kernel.web;

import dev.latchkey.tracing.Step;
import dev.latchkey.tracing.StepKind;
import dev.latchkey.tracing.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Goes on with the way of a request that the front door began; says of it what is the same for everybody who calls. */
final class TraceFilter extends OncePerRequestFilter {

    private static final String TRACE_KEY = "traceId";
    private static final String SPAN_KEY = "spanId";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    /** Endpoints that filters answer, before anybody looks for a pattern. */
    private static final Set<String> FILTERS = Set.of("/oauth/token", "/oauth/revoke", "/.well-known/jwks.json");

    private final Tracing tracing;

    TraceFilter(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    @SuppressWarnings("try") // left by its end alone
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "_OTHER";
        try (Step step = tracing.after(request.getHeader("traceparent"), StepKind.SERVER, method);
                Step.Inside inside = step.enter()) {
            try {
                note(step);
                chain.doFilter(request, response);
            } finally {
                describe(step, method, request, response);
            }
        }
    }

    private static void note(Step step) {
        if (step.isTold()) {
            MDC.put(TRACE_KEY, step.traceId());
            MDC.put(SPAN_KEY, step.spanId());
        }
    }

    private static void describe(Step step, String method, HttpServletRequest request, HttpServletResponse response) {
        MDC.remove(TRACE_KEY);
        MDC.remove(SPAN_KEY);
        String route = routeOf(request);
        if (route != null) {
            step.rename(method + " " + route).put("http.route", route);
        }
        step.put("http.request.method", method).put("http.response.status_code", response.getStatus());
        if (response.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            step.failed();
        }
    }

    /** A pattern, never the path itself: that may name a person. */
    private static @Nullable String routeOf(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        return FILTERS.contains(request.getServletPath()) ? request.getServletPath() : null;
    }
}
