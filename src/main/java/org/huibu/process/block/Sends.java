package org.huibu.process.block;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The messages that a service sends to waiting processes; a model that waits for any other message would wait for ever. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sends {

    Message[] value();

    /** One message, with the facts that come with it. */
    @interface Message {

        String name();

        String[] sets() default {};
    }
}
