/** The Management API's door: who may ask (operators' tokens), and refusals in its shape (CONTRACT section 13). */
@NullMarked
package dev.latchkey.kernel.management;

import org.jspecify.annotations.NullMarked;
