/** The My Account API's door: whose token it is and what it allows, and problems in its shape (CONTRACT section 12). */
@NullMarked
package dev.latchkey.kernel.myaccount;

import org.jspecify.annotations.NullMarked;
