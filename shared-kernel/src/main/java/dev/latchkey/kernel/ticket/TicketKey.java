package dev.latchkey.kernel.ticket;

/**
 * One sealing key of the configuration.
 *
 * @param id names the key in the sealed ticket, so that several can be valid while they rotate
 * @param secret base64 of 32 random bytes
 */
public record TicketKey(String id, String secret) {

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "TicketKey[" + id + "]";
    }
}
