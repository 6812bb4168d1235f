/** The tree, its proofs and its heads, also against somebody who may change everything in the database. */
@NullMarked
package dev.latchkey.audit.proof;

import org.jspecify.annotations.NullMarked;
