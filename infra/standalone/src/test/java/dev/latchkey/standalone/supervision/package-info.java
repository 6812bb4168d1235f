/** Tests of the supervisor, on stand-ins for the services and on the real database and broker. */
@NullMarked
package dev.latchkey.standalone.supervision;

import org.jspecify.annotations.NullMarked;
