package dev.latchkey.audit.proof;

/** The name of this trail, which every head carries. */
record Origin(String name) {}
