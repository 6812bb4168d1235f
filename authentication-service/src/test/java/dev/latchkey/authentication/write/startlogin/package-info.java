/** Tests. */
@NullMarked
package dev.latchkey.authentication.write.startlogin;

import org.jspecify.annotations.NullMarked;
