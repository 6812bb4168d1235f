/** What integration tests stand on: one real PostgreSQL and Kafka per JVM, a fresh database for each test context, one test tenant. */
@NullMarked
package dev.latchkey.testing;

import org.jspecify.annotations.NullMarked;
