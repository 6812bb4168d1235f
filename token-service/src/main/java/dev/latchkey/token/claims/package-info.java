/** Tables of what must be unique or few and no single stream can tell, used in the transaction that records the facts. */
@NullMarked
package dev.latchkey.token.claims;

import org.jspecify.annotations.NullMarked;
