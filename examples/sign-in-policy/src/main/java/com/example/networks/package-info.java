/** An example of a sign-in policy: some applications are for known networks only. */
@NullMarked
package com.example.networks;

import org.jspecify.annotations.NullMarked;
