/** Checks an export of the trail against signed tree heads and names the first bad position. */
@NullMarked
package dev.latchkey.proof.verify;

import org.jspecify.annotations.NullMarked;
