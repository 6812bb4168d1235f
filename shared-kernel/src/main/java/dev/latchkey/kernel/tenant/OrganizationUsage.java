package dev.latchkey.kernel.tenant;

/** Whether an application's requests name an organization ({@code organization_usage}, CONTRACT section 2.1). */
public enum OrganizationUsage {
    DENY,
    ALLOW,
    REQUIRE
}
