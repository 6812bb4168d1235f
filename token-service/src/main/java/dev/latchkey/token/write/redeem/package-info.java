/** Redeeming a session: one transaction that decides, records and never lets the same session through twice. */
@NullMarked
package dev.latchkey.token.write.redeem;

import org.jspecify.annotations.NullMarked;
