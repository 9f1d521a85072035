package org.huibu.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation of the interface that asks by POST and moves neither case nor money, or whose request cannot be worked twice anyway.
 * Every other POST, PUT, PATCH and DELETE needs an {@code Idempotency-Key}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NoEffect {

    /** The request says itself where it belongs, such as bytes with the place they begin at: sent twice, the second is refused by that place, and its body is kept nowhere to be compared. */
    boolean placed() default false;
}
