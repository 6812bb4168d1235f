/** Tests. */
@NullMarked
package dev.latchkey.registration;

import org.jspecify.annotations.NullMarked;
