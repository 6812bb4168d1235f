/** Merkle trees in the manner of RFC 9162 section 2: hashes, proofs and how to check them. */
@NullMarked
package dev.latchkey.proof.tree;

import org.jspecify.annotations.NullMarked;
