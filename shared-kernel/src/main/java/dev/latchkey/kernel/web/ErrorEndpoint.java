package dev.latchkey.kernel.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the container refuses in the envelope of CONTRACT section 1.6.
 *
 * <p>Spring's own would show browsers a page of HTML, and answer 500 to whoever asks for its path.
 */
@RestController
final class ErrorEndpoint implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<ErrorBody> answer(HttpServletRequest request) {
        HttpStatusCode status = statusOf(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        return ApiErrorAdvice.answer(status).body(ApiErrorAdvice.bodyOf(status));
    }

    /** Without a status nothing went wrong: somebody asks for the path itself, and there is nothing there. */
    private static HttpStatusCode statusOf(@Nullable Object attribute) {
        return attribute instanceof Integer code ? HttpStatusCode.valueOf(code) : HttpStatus.NOT_FOUND;
    }
}
