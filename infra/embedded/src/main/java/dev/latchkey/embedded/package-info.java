/** A real PostgreSQL and a real Kafka started from Maven artifacts: for tests, and for the standalone run that keeps its data. */
@NullMarked
package dev.latchkey.embedded;

import org.jspecify.annotations.NullMarked;
