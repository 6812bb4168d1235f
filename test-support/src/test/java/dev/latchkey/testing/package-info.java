/** Tests of the ground that other tests stand on. */
@NullMarked
package dev.latchkey.testing;

import org.jspecify.annotations.NullMarked;
