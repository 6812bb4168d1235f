/** Exports changed in every way, and what the verifier says of them. */
@NullMarked
package dev.latchkey.proof.verify;

import org.jspecify.annotations.NullMarked;
