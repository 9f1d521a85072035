package org.huibu.process.block;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * Marks a {@link BlockCall} that a model may call as {@code camunda:delegateExpression="${name}"}. Only what carries this mark is in
 * the catalogue that the deployment gate and the editor know.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Block {

    /** The name in models: lower camel case, unique. */
    String name();

    /** One Chinese sentence for the policy officer who composes a model. */
    String title();

    /** Names of the facts that a call may set, for gateways behind it. */
    String[] sets() default {};

    /** Roles that must have decided, each in a task of its own, on every way that leads to the call; the deployment gate demands it. */
    String[] after() default {};
}
