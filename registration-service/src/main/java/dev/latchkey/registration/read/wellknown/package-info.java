/** What tells browsers and phones which apps and origins belong to a domain (CONTRACT section 15). */
@NullMarked
package dev.latchkey.registration.read.wellknown;

import org.jspecify.annotations.NullMarked;
