/** Tests of the whole service. */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
