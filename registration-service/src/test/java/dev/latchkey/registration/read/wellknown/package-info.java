/** Tests of the well-known files. */
@NullMarked
package dev.latchkey.registration.read.wellknown;

import org.jspecify.annotations.NullMarked;
