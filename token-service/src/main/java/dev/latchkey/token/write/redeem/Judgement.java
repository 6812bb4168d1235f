package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.PolicyRemark;
import dev.latchkey.token.extensions.Verdict;
import java.util.List;

/** Where a redemption stands with the policies of this installation. */
public sealed interface Judgement {

    /** There is none to ask. */
    record NotNeeded() implements Judgement {}

    /** They are to be asked once everything else is in order. */
    record Awaited() implements Judgement {}

    /**
     * They allow it.
     *
     * @param remarks of those that gave no answer and may be done without
     */
    record Allowed(List<PolicyRemark> remarks) implements Judgement {

        public Allowed {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * One of them does not.
     *
     * @param remarks the last one is its
     */
    record Refused(List<PolicyRemark> remarks) implements Judgement {

        public Refused {
            remarks = List.copyOf(remarks);
        }
    }

    static Judgement of(Verdict verdict) {
        return verdict.allowed() ? new Allowed(verdict.remarks()) : new Refused(verdict.remarks());
    }
}
