/** Tests of completeness. */
@NullMarked
package dev.latchkey.audit.completeness;

import org.jspecify.annotations.NullMarked;
