package dev.latchkey.kernel.events;

/**
 * What a sign-in policy said, unless it just allowed.
 *
 * @param policy the policy's name
 * @param reason the code of its refusal; {@code timeout}, {@code failure} or {@code busy} when it gave no answer
 */
public record PolicyRemark(String policy, String reason) {}
