package dev.latchkey.token.extensions;

import dev.latchkey.kernel.events.PolicyRemark;
import java.util.List;

/**
 * What all policies together say of a sign-in.
 *
 * @param remarks of those that did not just allow it; the last one refused, if one did
 */
public record Verdict(boolean allowed, List<PolicyRemark> remarks) {

    public Verdict {
        remarks = List.copyOf(remarks);
    }
}
