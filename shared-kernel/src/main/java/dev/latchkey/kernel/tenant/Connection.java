package dev.latchkey.kernel.tenant;

/**
 * A realm of people, in which identifiers are unique.
 *
 * @param passkeysEnabled whether passkeys sign people in here
 * @param signupEnabled whether new people may join
 */
public record Connection(String name, boolean passkeysEnabled, boolean signupEnabled) {}
