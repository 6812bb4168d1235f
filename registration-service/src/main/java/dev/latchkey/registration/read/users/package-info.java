/** The users, found by id or e-mail address, for operators. */
@NullMarked
package dev.latchkey.registration.read.users;

import org.jspecify.annotations.NullMarked;
