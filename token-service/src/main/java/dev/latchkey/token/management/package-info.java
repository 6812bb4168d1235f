/** What operators change through the Management API (CONTRACT section 13): requests in, commands out. */
@NullMarked
package dev.latchkey.token.management;

import org.jspecify.annotations.NullMarked;
