package dev.latchkey.kernel.management;

import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Reads the access tokens of operators, whose audience is the Management API of a domain. */
public record OperatorTokens(JwtDecoder reader) {}
