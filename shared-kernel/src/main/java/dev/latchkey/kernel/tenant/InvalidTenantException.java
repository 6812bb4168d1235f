package dev.latchkey.kernel.tenant;

/** The configuration of the tenant is wrong; the message names the key and what is expected there. */
public final class InvalidTenantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidTenantException(String key, String problem) {
        super(key + ": " + problem);
    }
}
