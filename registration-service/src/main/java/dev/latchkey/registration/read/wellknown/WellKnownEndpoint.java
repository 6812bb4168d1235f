package dev.latchkey.registration.read.wellknown;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.MobileApp;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.RequestDomain;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The well-known files of native apps and related origins (CONTRACT section 15).
 *
 * <p>They are made of the tenant alone, which every service knows; this one has the fewest duties.
 */
@RestController
final class WellKnownEndpoint {

    /** Short: an app that is added should not wait for a cache, and the files are cheap. */
    private static final CacheControl FOR_A_SHORT_TIME =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Tenant tenant;

    WellKnownEndpoint(Tenant tenant) {
        this.tenant = tenant;
    }

    @GetMapping("/.well-known/assetlinks.json")
    ResponseEntity<List<AndroidAssociation>> android(HttpServletRequest request) {
        RequestDomain.of(request, tenant);
        return answer(tenant.clients().stream()
                .map(Client::mobile)
                .map(MobileApp::android)
                .filter(Objects::nonNull)
                .map(AndroidAssociation::of)
                .distinct()
                .toList());
    }

    /** Apple's devices ask for the second, older ones and people who check it for the first. */
    @GetMapping({"/apple-app-site-association", "/.well-known/apple-app-site-association"})
    ResponseEntity<AppleAssociation> apple(HttpServletRequest request) {
        RequestDomain.of(request, tenant);
        return answer(AppleAssociation.of(tenant.clients().stream()
                .map(Client::mobile)
                .map(MobileApp::ios)
                .filter(Objects::nonNull)
                .distinct()
                .toList()));
    }

    /** Further origins that may use the RP ID (WebAuthn Level 3 section 5.11). */
    @GetMapping("/.well-known/webauthn")
    ResponseEntity<Map<String, List<String>>> relatedOrigins(HttpServletRequest request) {
        Domain domain = RequestDomain.of(request, tenant);
        if (domain.relatedOrigins().isEmpty()) {
            throw ApiException.notFound("This domain has no related origins.");
        }
        return answer(Map.of("origins", domain.relatedOrigins()));
    }

    private static <T> ResponseEntity<T> answer(T file) {
        return ResponseEntity.ok()
                .cacheControl(FOR_A_SHORT_TIME)
                .contentType(MediaType.APPLICATION_JSON)
                .body(file);
    }
}
