package dev.witloof.component.typed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name in WIT of a method, a record's component, a variant's case or an enum's constant, where
 * it does not follow from the Java name. On a method it must name a function that there is.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface WitName {
  /** Such as {@code get-random-u64} or {@code [method]fields.get}. */
  String value();
}
