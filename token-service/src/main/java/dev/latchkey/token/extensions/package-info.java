/** The room of extensions: finds them, keeps them within their limits, and makes something safe of what they answer. */
@NullMarked
package dev.latchkey.token.extensions;

import org.jspecify.annotations.NullMarked;
