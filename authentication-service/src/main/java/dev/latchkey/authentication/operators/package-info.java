/** Who may look people up: the tokens of operators, and refusals in the shape of the Management API (CONTRACT 13). */
@NullMarked
package dev.latchkey.authentication.operators;

import org.jspecify.annotations.NullMarked;
