/** Tests of the Management API's door. */
@NullMarked
package dev.latchkey.kernel.management;

import org.jspecify.annotations.NullMarked;
