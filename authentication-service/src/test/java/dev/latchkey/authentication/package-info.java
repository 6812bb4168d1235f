/** Tests. */
@NullMarked
package dev.latchkey.authentication;

import org.jspecify.annotations.NullMarked;
