package dev.latchkey.kernel.tenant;

/** The kinds of applications, named as the Management API names them (CONTRACT section 13). */
public enum AppType {
    NATIVE,
    SPA,
    REGULAR_WEB,
    NON_INTERACTIVE
}
