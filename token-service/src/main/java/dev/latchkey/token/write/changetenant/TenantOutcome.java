package dev.latchkey.token.write.changetenant;

import dev.latchkey.kernel.tenant.TenantEntry;

/** How a change of the tenant ended. */
public sealed interface TenantOutcome {

    /** It is so now, or was so before. */
    record Done(TenantEntry entry) implements TenantOutcome {}

    /** There is nothing with this id. */
    record Unknown() implements TenantOutcome {}

    /** What is there does not allow it. */
    record Conflict(String problem) implements TenantOutcome {}

    /**
     * Its settings would not be right.
     *
     * @param key in the words of the configuration file
     */
    record Invalid(String key, String problem) implements TenantOutcome {}
}
