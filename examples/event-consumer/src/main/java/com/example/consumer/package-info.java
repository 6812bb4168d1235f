/** An example of a consumer: it knows Latchkey by its topics and the published schemas alone. */
@NullMarked
package com.example.consumer;

import org.jspecify.annotations.NullMarked;
