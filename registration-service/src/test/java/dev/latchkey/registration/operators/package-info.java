/** Tests. */
@NullMarked
package dev.latchkey.registration.operators;

import org.jspecify.annotations.NullMarked;
