/** The Axon event store on a service's own PostgreSQL schema, with event names that do not depend on classes. */
@NullMarked
package dev.latchkey.kernel.eventstore;

import org.jspecify.annotations.NullMarked;
