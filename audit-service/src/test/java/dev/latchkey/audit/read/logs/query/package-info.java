@NullMarked
package dev.latchkey.audit.read.logs.query;

import org.jspecify.annotations.NullMarked;
