/** Tests of what every HTTP endpoint shares. */
@NullMarked
package dev.latchkey.kernel.callers;

import org.jspecify.annotations.NullMarked;
