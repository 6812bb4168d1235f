package dev.latchkey.token.webauthn;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.ConstraintViolationException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.TokenBindingException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.latchkey.kernel.events.RejectionReason;
import tools.jackson.core.JacksonException;

/** Translates what webauthn4j found into our reasons. */
final class Refusals {

    private Refusals() {}

    /** The reason behind a problem of either ceremony, or the given one when the problem is of no known kind. */
    static RejectionReason reasonOf(RuntimeException problem, RejectionReason otherwise) {
        return switch (problem) {
            case BadRpIdException wrong -> RejectionReason.WRONG_RELYING_PARTY;
            case BadOriginException wrong -> RejectionReason.WRONG_ORIGIN;
            case BadChallengeException wrong -> RejectionReason.WRONG_CHALLENGE;
            case InconsistentClientDataTypeException wrong -> RejectionReason.WRONG_CLIENT_DATA;
            case TokenBindingException wrong -> RejectionReason.WRONG_CLIENT_DATA;
            case UserNotPresentException missing -> RejectionReason.USER_NOT_PRESENT;
            case UserNotVerifiedException missing -> RejectionReason.USER_NOT_VERIFIED;
            case NotAllowedAlgorithmException wrong -> RejectionReason.ALGORITHM_NOT_OFFERED;
            case BadAlgorithmException wrong -> RejectionReason.ALGORITHM_NOT_OFFERED;
            case IllegalBackupStateException wrong -> RejectionReason.BACKUP_STATE_INVALID;
            case BadBackupEligibleFlagException wrong -> RejectionReason.BACKUP_STATE_INVALID;
            case MaliciousCounterValueException wrong -> RejectionReason.COUNTER_WENT_BACK;
            case BadSignatureException wrong -> RejectionReason.BAD_SIGNATURE;
            case ConstraintViolationException incomplete -> RejectionReason.MALFORMED;
            case DataConversionException unreadable -> RejectionReason.MALFORMED;
            case JacksonException unreadable -> RejectionReason.MALFORMED;
            default -> otherwise;
        };
    }
}
