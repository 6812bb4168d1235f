/** The My Account API: what a person sees and changes of their own passkeys (CONTRACT section 12). */
@NullMarked
package dev.latchkey.token.myaccount;

import org.jspecify.annotations.NullMarked;
