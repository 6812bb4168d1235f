@NullMarked
package dev.latchkey.kernel.migration;

import org.jspecify.annotations.NullMarked;
