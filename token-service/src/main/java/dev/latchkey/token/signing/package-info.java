/** The one room that knows JOSE in this service: the keys that sign tokens, their rotation and their publication. */
@NullMarked
package dev.latchkey.token.signing;

import org.jspecify.annotations.NullMarked;
