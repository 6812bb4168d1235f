@NullMarked
package dev.latchkey.token.write.changetenant;

import org.jspecify.annotations.NullMarked;
