/** Signup challenges, and look-ups of users. */
@NullMarked
package dev.latchkey.registration;

import org.jspecify.annotations.NullMarked;
