package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.BodyLimitFilter;
import dev.latchkey.kernel.web.RequestDomain;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads token and revocation requests in JSON and in forms (CONTRACT section 1.2) before Spring's filters see them, and answers whatever
 * goes wrong behind it with the envelope of section 1.6.
 */
final class TokenRequestFilter extends OncePerRequestFilter {

    private static final Set<String> READ_HERE = Set.of(OAuthEndpoints.TOKEN, OAuthEndpoints.REVOKE);

    private final Tenant tenant;
    private final HandlerExceptionResolver errors;

    TokenRequestFilter(Tenant tenant, HandlerExceptionResolver errors) {
        this.tenant = tenant;
        this.errors = errors;
    }

    /** The matcher before this filter decodes paths; here each endpoint is found under its own name only. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OAuthEndpoints.JWKS.equals(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            TokenRequest tokenRequest = read(request);
            tokenRequest.attachTo(request);
            chain.doFilter(new BodyParameters(request, tokenRequest.body()), response);
        } catch (RuntimeException problem) {
            addHeaders(response, problem);
            errors.resolveException(request, response, null, problem);
        }
    }

    /** What RFC 9110 wants beside the status: the method that is known. */
    private static void addHeaders(HttpServletResponse response, RuntimeException problem) {
        if (problem instanceof ApiException refused && refused.status() == HttpStatus.METHOD_NOT_ALLOWED) {
            response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
        }
    }

    private TokenRequest read(HttpServletRequest request) throws IOException {
        if (!READ_HERE.contains(request.getRequestURI())) {
            throw ApiException.notFound("There is nothing here.");
        }
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw new ApiException(
                    HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "This endpoint only knows POST.");
        }
        if (request.getQueryString() != null) {
            throw ApiException.invalidRequest("Parameters belong into the body, not into the URL.");
        }
        return new TokenRequest(RequestDomain.of(request, tenant), bodyOf(request));
    }

    private static ObjectNode bodyOf(HttpServletRequest request) throws IOException {
        MediaType type = contentType(request);
        Charset charset = type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw unsupported();
        }
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            return StrictJson.readObject(bytesOf(request));
        }
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
            return FormBody.read(bytesOf(request));
        }
        throw unsupported();
    }

    private static byte[] bytesOf(HttpServletRequest request) throws IOException {
        byte[] body = BodyLimitFilter.read(request.getInputStream());
        if (body.length > BodyLimitFilter.MOST_BYTES) {
            throw new ApiException(HttpStatus.CONTENT_TOO_LARGE, "invalid_request", "The request body is too large.");
        }
        return body;
    }

    private static MediaType contentType(HttpServletRequest request) {
        try {
            return MediaType.parseMediaType(String.valueOf(request.getContentType()));
        } catch (InvalidMediaTypeException unreadable) {
            throw unsupported();
        }
    }

    private static ApiException unsupported() {
        return new ApiException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "invalid_request",
                "This endpoint reads application/json and application/x-www-form-urlencoded in UTF-8.");
    }
}
