/** Tests. */
@NullMarked
package dev.latchkey.registration.read.users;

import org.jspecify.annotations.NullMarked;
