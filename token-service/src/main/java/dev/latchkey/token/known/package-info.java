/** What decisions know of people, passkeys and grants, folded from their facts. */
@NullMarked
package dev.latchkey.token.known;

import org.jspecify.annotations.NullMarked;
