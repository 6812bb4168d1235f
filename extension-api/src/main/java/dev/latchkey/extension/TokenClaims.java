package dev.latchkey.extension;

/**
 * Adds claims to the tokens of a person, at every sign-in and every exchange of a refresh token.
 *
 * <p>It is asked after the sign-in was decided and recorded. It may read elsewhere, but an answer that takes longer than the
 * time limit is none.
 */
public interface TokenClaims extends Extension {

    /** The claims to add; what it throws is no answer. */
    ExtraClaims claimsFor(TokenRequest request);
}
