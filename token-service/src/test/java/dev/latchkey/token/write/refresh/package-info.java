@NullMarked
package dev.latchkey.token.write.refresh;

import org.jspecify.annotations.NullMarked;
