/** Tests. */
@NullMarked
package dev.latchkey.registration.identifiers;

import org.jspecify.annotations.NullMarked;
