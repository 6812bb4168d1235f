/** Tests of the encryption of personal data. */
@NullMarked
package dev.latchkey.kernel.privacy;

import org.jspecify.annotations.NullMarked;
