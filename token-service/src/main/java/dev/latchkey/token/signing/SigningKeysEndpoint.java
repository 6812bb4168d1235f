package dev.latchkey.token.signing;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** The operator's command over signing keys, on the management port: list them, rotate them. */
@Component
@Endpoint(id = "signingkeys")
public class SigningKeysEndpoint {

    private final SigningKeys keys;

    SigningKeysEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    /** The published keys; the last whose {@code activeFrom} has come signs. */
    @ReadOperation
    public List<SigningKeys.Status> all() {
        return keys.statuses();
    }

    /** Adds a successor, which is published at once and signs a minute later. */
    @WriteOperation
    public List<SigningKeys.Status> rotate() {
        keys.rotate();
        return keys.statuses();
    }
}
