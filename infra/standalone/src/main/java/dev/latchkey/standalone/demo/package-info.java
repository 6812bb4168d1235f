/** A complete signup and login against the running suite, by a software authenticator. */
@NullMarked
package dev.latchkey.standalone.demo;

import org.jspecify.annotations.NullMarked;
