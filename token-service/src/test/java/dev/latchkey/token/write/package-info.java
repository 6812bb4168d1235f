/** Tests of the aggregates, without Spring and without a database. */
@NullMarked
package dev.latchkey.token.write;

import org.jspecify.annotations.NullMarked;
