/** What a restored backup does not know is put back from what Kafka was told. */
@NullMarked
package dev.latchkey.kernel.recovery;

import org.jspecify.annotations.NullMarked;
