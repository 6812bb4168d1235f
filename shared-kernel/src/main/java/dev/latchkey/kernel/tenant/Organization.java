package dev.latchkey.kernel.tenant;

/**
 * A customer whose people sign in together.
 *
 * @param id {@code org_} and 16 letters or digits
 * @param name in lower case, unique; accepted where the id is
 * @param displayName what people see
 */
public record Organization(String id, String name, String displayName) {}
