/** Heads that are forged, foreign or no heads at all. */
@NullMarked
package dev.latchkey.proof.head;

import org.jspecify.annotations.NullMarked;
