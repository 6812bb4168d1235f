package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.myaccount.Problem.ValidationError;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * A request to the My Account API is refused.
 *
 * <p>Its texts are made for the client's developer: they hold no secret and nothing that the client did not send.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Map<String, String> headers;

    private ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** 400: a member of the request is wrong. */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(
                Problem.of(400, "invalid_request", "Bad Request", detail).with(new ValidationError(detail, field)));
    }

    /** 403: the person may not use their account. */
    public static ProblemException personRefused() {
        return new ProblemException(
                Problem.of(403, "access_denied", "Forbidden", "This account cannot be used at the moment."));
    }

    /** 403: the one answer to every failed ceremony, whatever the reason. */
    public static ProblemException ceremonyRefused() {
        return new ProblemException(Problem.of(
                403, "invalid_session", "Forbidden", "The session or the passkey is not valid. Please start again."));
    }

    /** 404: the person has no such authentication method. */
    public static ProblemException noSuchMethod() {
        return new ProblemException(
                Problem.of(404, "not_found", "Not Found", "There is no such authentication method."));
    }

    /** 409: what is asked for does not fit what is. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "conflict", "Conflict", detail));
    }

    /** 503: what is needed has not arrived yet. */
    public static ProblemException notYet(int retryAfterSeconds) {
        return new ProblemException(
                Problems.TEMPORARILY_UNAVAILABLE, Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds)));
    }

    Problem problem() {
        return problem;
    }

    /** Headers that the answer needs beyond the usual ones. */
    Map<String, String> headers() {
        return headers;
    }
}
