/** What shows something, a package for each view. */
@NullMarked
package dev.latchkey.authentication.read;

import org.jspecify.annotations.NullMarked;
