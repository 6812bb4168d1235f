/** The sealed {@code auth_session} that carries a ceremony from a challenge service to token-service. */
@NullMarked
package dev.latchkey.kernel.ticket;

import org.jspecify.annotations.NullMarked;
