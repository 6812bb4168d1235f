/** What shows something, a package for each view. */
@NullMarked
package dev.latchkey.registration.read;

import org.jspecify.annotations.NullMarked;
