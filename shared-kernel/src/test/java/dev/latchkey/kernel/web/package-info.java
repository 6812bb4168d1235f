/** Tests of what every HTTP endpoint shares. */
@NullMarked
package dev.latchkey.kernel.web;

import org.jspecify.annotations.NullMarked;
