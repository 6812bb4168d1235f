/** Tests of the keys that sign tokens. */
@NullMarked
package dev.latchkey.token.signing;

import org.jspecify.annotations.NullMarked;
