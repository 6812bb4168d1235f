package dev.latchkey.token.write.redeem;

import dev.latchkey.extension.SignInRequest;

/** Where a decision led: to an end, or to a question that no transaction may be kept open for. */
public sealed interface RedemptionStep permits RedemptionOutcome, RedemptionStep.AwaitsPolicies {

    /** Everything is in order; nothing was recorded, for policies have a say. */
    record AwaitsPolicies(SignInRequest request) implements RedemptionStep {}
}
