/** The walls between the rooms of the whole house, which each module lets ArchUnit check on its own classes. */
@NullMarked
package dev.latchkey.testing.walls;

import org.jspecify.annotations.NullMarked;
