/** The live feed, tried with listeners that note what they are told. */
@NullMarked
package dev.latchkey.gateway.feed;

import org.jspecify.annotations.NullMarked;
