/** Tests of the example: what a person may do, as operators noted it. */
@NullMarked
package com.example.roles;

import org.jspecify.annotations.NullMarked;
