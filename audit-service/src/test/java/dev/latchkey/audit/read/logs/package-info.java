@NullMarked
package dev.latchkey.audit.read.logs;

import org.jspecify.annotations.NullMarked;
