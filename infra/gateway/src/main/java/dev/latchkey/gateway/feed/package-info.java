/** The live feed: what Kafka says about a sign-up or sign-in, told to the browser that holds its session id. */
@NullMarked
package dev.latchkey.gateway.feed;

import org.jspecify.annotations.NullMarked;
