/** Tests of the decisions, without Spring and without a database. */
@NullMarked
package dev.latchkey.token.write.redeem;

import org.jspecify.annotations.NullMarked;
