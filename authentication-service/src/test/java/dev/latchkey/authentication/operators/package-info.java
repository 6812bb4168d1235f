/** Tests. */
@NullMarked
package dev.latchkey.authentication.operators;

import org.jspecify.annotations.NullMarked;
