/** Tests. */
@NullMarked
package dev.latchkey.authentication.read.credentials;

import org.jspecify.annotations.NullMarked;
