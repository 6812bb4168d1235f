/** Whether the trail has everything: positions of producers and of streams that are missing or were given twice. */
@NullMarked
package dev.latchkey.audit.completeness;

import org.jspecify.annotations.NullMarked;
