/** What changes something, a package for each capability. */
@NullMarked
package dev.latchkey.registration.write;

import org.jspecify.annotations.NullMarked;
