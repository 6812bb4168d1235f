/** Tests of the command line. */
@NullMarked
package dev.latchkey.standalone;

import org.jspecify.annotations.NullMarked;
