package dev.latchkey.kernel.tenant;

/** Whether an identifier is given at signup (CONTRACT section 2.1, {@code attributes.<x>.signup.status}). */
public enum IdentifierStatus {
    REQUIRED,
    OPTIONAL,
    INACTIVE
}
