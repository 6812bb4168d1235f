/** Tests of the example. */
@NullMarked
package com.example.consumer;

import org.jspecify.annotations.NullMarked;
