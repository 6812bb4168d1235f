/** Signed tree heads and the records of them that are kept outside; the room that knows JOSE. */
@NullMarked
package dev.latchkey.proof.head;

import org.jspecify.annotations.NullMarked;
