/** Tests of what lies in the data folder. */
@NullMarked
package dev.latchkey.standalone.data;

import org.jspecify.annotations.NullMarked;
