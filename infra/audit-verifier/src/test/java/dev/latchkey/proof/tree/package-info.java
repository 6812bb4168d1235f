/** Trees and proofs against the known vectors and against a naive implementation. */
@NullMarked
package dev.latchkey.proof.tree;

import org.jspecify.annotations.NullMarked;
