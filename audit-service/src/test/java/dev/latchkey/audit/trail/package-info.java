/** Tests of the trail. */
@NullMarked
package dev.latchkey.audit.trail;

import org.jspecify.annotations.NullMarked;
