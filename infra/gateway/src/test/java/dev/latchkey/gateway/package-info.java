/** The front door, tried from outside over raw sockets against services that note every byte they get. */
@NullMarked
package dev.latchkey.gateway;

import org.jspecify.annotations.NullMarked;
