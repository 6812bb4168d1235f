/** Migrating a service's schema as a step of its own, before a new version starts. */
@NullMarked
package dev.latchkey.kernel.migration;

import org.jspecify.annotations.NullMarked;
