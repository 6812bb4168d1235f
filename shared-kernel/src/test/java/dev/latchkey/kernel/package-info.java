/** What the tests of the kernel stand on, and the walls between its rooms. */
@NullMarked
package dev.latchkey.kernel;

import org.jspecify.annotations.NullMarked;
