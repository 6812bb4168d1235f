package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.IdentifierType;

/** A keyed hash (HMAC-SHA-256, base64url) of a normalized identifier within its realm. */
public record IdentifierHash(IdentifierType type, String hash) {}
