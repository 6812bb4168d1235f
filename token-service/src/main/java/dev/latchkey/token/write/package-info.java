/** The aggregates: thin shells that Axon sees around the pure decisions of the slices. */
@NullMarked
package dev.latchkey.token.write;

import org.jspecify.annotations.NullMarked;
