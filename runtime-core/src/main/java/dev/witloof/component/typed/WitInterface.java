package dev.witloof.component.typed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class that implements a WIT interface for guests, or a Java interface through which the host
 * calls one that a guest exports.
 *
 * <p>For each function there is a method that is not private, named as the function in camelCase or
 * by {@link WitName}; other methods are nobody's business. A host's method may take a {@link
 * dev.witloof.component.HostCall} before the parameters of WIT; a method of a guest's interface a
 * {@link dev.witloof.engine.CallLimits}, for this call.
 *
 * <p>{@code [method]}, {@code [static]} and {@code [constructor]} of a resource are those of its
 * class ({@link WitResource}), or a method here whose {@link WitName} is that full name; it takes
 * the object first where WIT says {@code self}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WitInterface {
  /**
   * The name with its version, such as {@code wasi:clocks/wall-clock@0.2.0}; versions match by
   * semver track. Empty, on the interface to a guest only: the functions that the component exports
   * by plain name.
   */
  String value();

  /** Classes of resources beside the nested ones that have a {@link WitResource}. */
  Class<?>[] resources() default {};
}
