package dev.latchkey.audit.proof;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.proof.head.HeadSigner;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** Publishes the keys that heads are checked with, to everybody. */
@ManagementEndpoint
final class KeysEndpoint {

    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final HeadSigner signer;

    KeysEndpoint(HeadSigner signer) {
        this.signer = signer;
    }

    @GetMapping("/audit/v1/keys")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .cacheControl(SHORT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(signer.publicKeys());
    }
}
