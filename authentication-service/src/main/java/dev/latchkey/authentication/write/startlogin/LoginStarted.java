package dev.latchkey.authentication.write.startlogin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The answer of CONTRACT section 3. */
@JsonPropertyOrder({"auth_session", "authn_params_public_key"})
record LoginStarted(
        @JsonProperty("auth_session") String authSession,
        @JsonProperty("authn_params_public_key") RequestOptions options) {}
