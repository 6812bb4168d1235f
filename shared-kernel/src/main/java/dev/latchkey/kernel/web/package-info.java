/** Error bodies, body limits and correlation ids that every HTTP endpoint shares. */
@NullMarked
package dev.latchkey.kernel.web;

import org.jspecify.annotations.NullMarked;
