/** Tests of the facts: their names, their JSON and what must never be in them. */
@NullMarked
package dev.latchkey.kernel.events;

import org.jspecify.annotations.NullMarked;
