/** Tests of the room of extensions. */
@NullMarked
package dev.latchkey.token.extensions;

import org.jspecify.annotations.NullMarked;
