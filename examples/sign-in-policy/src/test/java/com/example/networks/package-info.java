/** Tests of the example: some applications are for known networks only. */
@NullMarked
package com.example.networks;

import org.jspecify.annotations.NullMarked;
