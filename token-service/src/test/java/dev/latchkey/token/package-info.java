/** Tests of token-service on real PostgreSQL and Kafka, with real ceremonies of a software authenticator. */
@NullMarked
package dev.latchkey.token;

import org.jspecify.annotations.NullMarked;
