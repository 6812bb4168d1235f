/** The places outside: what they keep, and what happens while they are away. */
@NullMarked
package dev.latchkey.audit.proof.anchor;

import org.jspecify.annotations.NullMarked;
