/** The one form of an identifier under which a person is written down and found again (DESIGN 7.9). */
@NullMarked
package dev.latchkey.registration.identifiers;

import org.jspecify.annotations.NullMarked;
