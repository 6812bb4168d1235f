/** The refresh grant: a refresh token is exchanged for new tokens, or its family is ended (CONTRACT sections 7 and 8). */
@NullMarked
package dev.latchkey.token.write.refresh;

import org.jspecify.annotations.NullMarked;
