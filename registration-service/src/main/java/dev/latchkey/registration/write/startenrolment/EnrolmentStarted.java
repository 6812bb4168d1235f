package dev.latchkey.registration.write.startenrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.registration.ceremonies.CreationOptions;

/** The answer of CONTRACT section 12. */
@JsonPropertyOrder({"auth_session", "authn_params_public_key"})
record EnrolmentStarted(
        @JsonProperty("auth_session") String authSession,
        @JsonProperty("authn_params_public_key") CreationOptions options) {}
