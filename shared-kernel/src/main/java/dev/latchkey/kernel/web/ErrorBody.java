package dev.latchkey.kernel.web;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The error envelope of the Authentication API (CONTRACT section 1.6). */
public record ErrorBody(
        String error, @JsonProperty("error_description") String description) {}
