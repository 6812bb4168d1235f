/** What changes something, a package for each capability. */
@NullMarked
package dev.latchkey.authentication.write;

import org.jspecify.annotations.NullMarked;
