/** Tests. */
@NullMarked
package dev.latchkey.registration.write.startsignup;

import org.jspecify.annotations.NullMarked;
