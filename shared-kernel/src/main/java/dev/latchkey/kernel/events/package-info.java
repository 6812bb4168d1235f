/** The published facts: sealed per stream, one record a file, named independently of their classes. */
@NullMarked
package dev.latchkey.kernel.events;

import org.jspecify.annotations.NullMarked;
