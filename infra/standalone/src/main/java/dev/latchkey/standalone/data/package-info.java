/** What lies in the data folder: secrets, the tenant, the lock, and the description of the running suite. */
@NullMarked
package dev.latchkey.standalone.data;

import org.jspecify.annotations.NullMarked;
