/** Tests of what the demo shows. */
@NullMarked
package dev.latchkey.standalone.demo;

import org.jspecify.annotations.NullMarked;
