package dev.latchkey.kernel.tenant;

import java.util.Set;

/** What a person's token can be allowed at the My Account API (CONTRACT section 12). */
public final class MyAccountScopes {

    public static final String CREATE = "create:me:authentication_methods";
    public static final String READ = "read:me:authentication_methods";
    public static final String UPDATE = "update:me:authentication_methods";
    public static final String DELETE = "delete:me:authentication_methods";
    public static final String READ_FACTORS = "read:me:factors";

    /** All of them. */
    public static final Set<String> ALL = Set.of(CREATE, READ, UPDATE, DELETE, READ_FACTORS);

    private MyAccountScopes() {}
}
