/** Tests of the questions. */
@NullMarked
package dev.latchkey.audit.facts;

import org.jspecify.annotations.NullMarked;
