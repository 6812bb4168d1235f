/** Tests of what extensions see. */
@NullMarked
package dev.latchkey.extension;

import org.jspecify.annotations.NullMarked;
