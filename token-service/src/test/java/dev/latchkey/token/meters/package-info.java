/** Tests of what is counted. */
@NullMarked
package dev.latchkey.token.meters;

import org.jspecify.annotations.NullMarked;
