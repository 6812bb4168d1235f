package dev.latchkey.kernel.events;

/** Why an answer to a session was refused: precise here, one uniform {@code invalid_grant} outwards (DESIGN 7.1). */
public enum RejectionReason {
    /** The session's time was over. */
    SESSION_EXPIRED,
    /** The session had been answered before, well or badly. */
    SESSION_REUSED,
    /** The session was issued to another client. */
    WRONG_CLIENT,
    /** The session belongs to another realm. */
    WRONG_REALM,
    /** The session belongs to another organization. */
    WRONG_ORGANIZATION,
    /** The person does not belong to the organization. */
    NOT_A_MEMBER,
    /** The session was issued on another domain. */
    WRONG_DOMAIN,
    /** The session is for another ceremony. */
    WRONG_PURPOSE,
    /** No passkey has the credential id of the assertion. */
    UNKNOWN_CREDENTIAL,
    /** The passkey was revoked. */
    REVOKED_CREDENTIAL,
    /** The user handle does not name the owner of the passkey. */
    WRONG_USER,
    /** The ceremony ran on an origin that the client does not list. */
    WRONG_ORIGIN,
    /** The authenticator data are for another RP ID. */
    WRONG_RELYING_PARTY,
    /** The signed challenge is not the session's. */
    WRONG_CHALLENGE,
    /** The client data are of the other ceremony, cross-origin, or not what WebAuthn section 5.8.1 says. */
    WRONG_CLIENT_DATA,
    /** The user was not present. */
    USER_NOT_PRESENT,
    /** The user was not verified although the policy asks for it. */
    USER_NOT_VERIFIED,
    /** The signature does not verify under the stored public key. */
    BAD_SIGNATURE,
    /** The signature counter went back: a cloned authenticator. */
    COUNTER_WENT_BACK,
    /** Backed up without being eligible, or the eligibility changed. */
    BACKUP_STATE_INVALID,
    /** The attestation does not verify. */
    ATTESTATION_INVALID,
    /** The passkey uses an algorithm that the options did not offer. */
    ALGORITHM_NOT_OFFERED,
    /** A passkey of this credential id exists already. */
    CREDENTIAL_ALREADY_REGISTERED,
    /** Another person took the identifier while the ceremony ran. */
    IDENTIFIER_TAKEN,
    /** The person has as many passkeys as are allowed. */
    TOO_MANY_PASSKEYS,
    /** The person is blocked. */
    USER_BLOCKED,
    /** The person was erased. */
    USER_ERASED,
    /** A policy of this installation refused the sign-in, or gave no answer. */
    POLICY_REFUSED,
    /** The answer cannot be read as the ceremony's. */
    MALFORMED
}
