/** People as requests describe them and answers show them: the rules and shapes that more than one service keeps (CONTRACT sections 2.1 and 13). */
@NullMarked
package dev.latchkey.kernel.people;

import org.jspecify.annotations.NullMarked;
