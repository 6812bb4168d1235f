package dev.latchkey.kernel.values;

/** One normalized identifier of a person (DESIGN 7.9), readable: never part of an event, only its keyed hash is. */
public record Identifier(IdentifierType type, String value) {}
