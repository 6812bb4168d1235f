/** Tests of how ways are told. */
@NullMarked
package dev.latchkey.tracing;

import org.jspecify.annotations.NullMarked;
