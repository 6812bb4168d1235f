/** The trail itself: takes every event in, exactly once and in one total order, and keeps it. */
@NullMarked
package dev.latchkey.audit.trail;

import org.jspecify.annotations.NullMarked;
