package dev.latchkey.token.extensions;

import dev.latchkey.extension.SignInDecision;
import dev.latchkey.extension.SignInPolicy;
import dev.latchkey.extension.SignInRequest;
import dev.latchkey.kernel.events.PolicyRemark;
import dev.latchkey.token.extensions.ExtensionProperties.OnFailure;
import java.util.ArrayList;
import java.util.List;

/** The policies that sign-ins need the consent of, asked one after the other until one refuses. */
public final class SignInPolicies {

    private final List<Guarded<SignInPolicy>> policies;

    SignInPolicies(List<Guarded<SignInPolicy>> policies) {
        this.policies = policies;
    }

    /** None at all. */
    public static SignInPolicies none() {
        return new SignInPolicies(List.of());
    }

    /** Whether nobody needs to be asked. */
    public boolean isEmpty() {
        return policies.isEmpty();
    }

    /** Asks them; it may take as long as all their time limits together, so no transaction may be open. */
    public Verdict judge(SignInRequest request) {
        List<PolicyRemark> remarks = new ArrayList<>();
        for (Guarded<SignInPolicy> policy : policies) {
            if (refuses(policy, request, remarks)) {
                return new Verdict(false, remarks);
            }
        }
        return new Verdict(true, remarks);
    }

    private static boolean refuses(Guarded<SignInPolicy> policy, SignInRequest request, List<PolicyRemark> remarks) {
        return switch (policy.ask(it -> it.decide(request))) {
            case Answered.With<SignInDecision>(SignInDecision.Allow allow) -> false;
            case Answered.With<SignInDecision>(SignInDecision.Refuse refuse) -> {
                remarks.add(new PolicyRemark(policy.name(), refuse.reason()));
                yield true;
            }
            case Answered.Not<SignInDecision>(Unanswered why) -> {
                remarks.add(new PolicyRemark(policy.name(), why.code()));
                yield policy.refusesWithoutAnswer(OnFailure.REFUSE);
            }
        };
    }
}
