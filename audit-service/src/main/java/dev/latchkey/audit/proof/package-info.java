/** Makes changes of the trail evident: a tree of hashes over it, signed heads of the tree, and proofs. */
@NullMarked
package dev.latchkey.audit.proof;

import org.jspecify.annotations.NullMarked;
