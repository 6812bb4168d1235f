/** Erasing a person: one transaction that ends everything of theirs and destroys their key. */
@NullMarked
package dev.latchkey.token.write.eraseuser;

import org.jspecify.annotations.NullMarked;
