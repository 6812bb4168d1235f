/** Keeps tree heads where whoever administers the database cannot reach them. */
@NullMarked
package dev.latchkey.audit.proof.anchor;

import org.jspecify.annotations.NullMarked;
