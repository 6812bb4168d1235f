package dev.latchkey.kernel.tenant;

/** The configuration of the tenant is wrong; the message names the key and what is expected there. */
public final class InvalidTenantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String problem;

    InvalidTenantException(String key, String problem) {
        super(key + ": " + problem);
        this.key = key;
        this.problem = problem;
    }

    /** The key of what is wrong. */
    public String key() {
        return key;
    }

    /** What is expected there. */
    public String problem() {
        return problem;
    }
}
