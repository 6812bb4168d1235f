/** The walls around the verifier. */
@NullMarked
package dev.latchkey.proof;

import org.jspecify.annotations.NullMarked;
