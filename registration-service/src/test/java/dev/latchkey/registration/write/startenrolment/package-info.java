/** Tests. */
@NullMarked
package dev.latchkey.registration.write.startenrolment;

import org.jspecify.annotations.NullMarked;
