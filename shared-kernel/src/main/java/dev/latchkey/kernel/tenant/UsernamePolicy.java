package dev.latchkey.kernel.tenant;

/**
 * What a username may look like in a connection (CONTRACT section 2.1).
 *
 * @param mayLookLikeEmail whether an e-mail address is let pass as a username
 * @param mayLookLikePhoneNumber whether a phone number is let pass as a username
 */
public record UsernamePolicy(
        int fewestCharacters, int mostCharacters, boolean mayLookLikeEmail, boolean mayLookLikePhoneNumber) {}
