/**
 * What extensions of token-service implement and are given: nothing but the JDK and these types.
 *
 * <p>Semantic versioning: within a major version nothing is taken away, and what is added to an interface has a default.
 */
@NullMarked
package dev.latchkey.extension;

import org.jspecify.annotations.NullMarked;
