package dev.latchkey.kernel.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The stable name and revision under which a fact is stored and published, whatever its class is called. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    /** Kebab case, past tense. */
    String value();

    /** Raised when the JSON changes its meaning; a new optional field does not. */
    int revision() default 1;
}
