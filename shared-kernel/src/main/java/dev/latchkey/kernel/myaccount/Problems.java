package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.eventstore.StoreOutages;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every problem below the My Account API's path in its envelope, whoever found it: the door, the dispatcher or an
 * endpoint. An advice would not do, for it is not asked where no endpoint was found.
 */
final class Problems implements HandlerExceptionResolver, Ordered {

    static final Problem TEMPORARILY_UNAVAILABLE = Problem.of(
            503, "temporarily_unavailable", "Service Unavailable", "The service cannot answer now. Try again later.");

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String DPOP = "DPoP";
    private static final String BEARER = "Bearer";
    private static final String INVALID_PROOF = "invalid_dpop_proof";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (!request.getRequestURI().startsWith(MyAccountPaths.PREFIX)) {
            return null;
        }
        answer(request, response, exception);
        return new ModelAndView();
    }

    void unauthenticated(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem) {
        answer(request, response, problem);
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        answer(request, response, denied);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception exception) {
        switch (exception) {
            case ProblemException refused -> {
                refused.headers().forEach(response::setHeader);
                write(response, refused.problem());
            }
            case ApiException refused -> write(response, problemOf(refused));
            case AuthenticationServiceException keysAway -> writeUnavailable(response, keysAway);
            case Exception storeAway when StoreOutages.isIn(storeAway) -> writeUnavailable(response, storeAway);
            case AuthenticationException refused -> writeUnauthenticated(request, response, refused);
            case AccessDeniedException denied -> writeForbidden(request, response);
            case ErrorResponse known -> {
                known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
                write(response, problemOf(known.getStatusCode().value()));
            }
            default -> {
                log.error("unexpected {}", exception.getClass().getName(), exception);
                write(response, problemOf(500));
            }
        }
    }

    private void writeUnavailable(HttpServletResponse response, Exception away) {
        log.error("the store did not answer: {}", away.getClass().getName(), away);
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        write(response, TEMPORARILY_UNAVAILABLE);
    }

    /** RFC 6750 section 3 and RFC 9449 section 7.1. */
    private void writeUnauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        String error = refused instanceof OAuth2AuthenticationException oauth
                        && INVALID_PROOF.equals(oauth.getError().getErrorCode())
                ? INVALID_PROOF
                : "invalid_token";
        boolean presented = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                presented ? schemeOf(request) + " error=\"" + error + '"' : schemeOf(request));
        write(
                response,
                Problem.of(401, error, "Unauthorized", "The access token or its proof is missing or not valid."));
    }

    private void writeForbidden(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, schemeOf(request) + " error=\"insufficient_scope\"");
        write(response, Problem.of(403, "insufficient_scope", "Forbidden", "The access token lacks a scope."));
    }

    private static String schemeOf(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length()) ? DPOP : BEARER;
    }

    private static Problem problemOf(ApiException refused) {
        return Problem.of(
                refused.status().value(),
                refused.body().error(),
                refused.status().getReasonPhrase(),
                String.valueOf(refused.getMessage()));
    }

    private static Problem problemOf(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return switch (status) {
            case 404 -> Problem.of(status, "not_found", title, "There is nothing here.");
            case 405 -> Problem.of(status, "method_not_allowed", title, "This endpoint does not know the method.");
            case 406 -> Problem.of(status, "not_acceptable", title, "This endpoint answers in application/json.");
            case 415 -> Problem.of(status, "unsupported_media_type", title, "This endpoint reads application/json.");
            case 500 -> Problem.of(status, "server_error", title, "Something went wrong on our side.");
            default -> Problem.of(status, "invalid_request", title, "The request cannot be read.");
        };
    }

    private void write(HttpServletResponse response, Problem problem) {
        response.setStatus(problem.status());
        NoStore.addTo(response);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try {
            response.getOutputStream().write(json.writeValueAsBytes(problem));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
