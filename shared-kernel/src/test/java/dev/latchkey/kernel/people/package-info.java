/** Tests of the rules for what people say of themselves. */
@NullMarked
package dev.latchkey.kernel.people;

import org.jspecify.annotations.NullMarked;
