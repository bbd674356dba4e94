package dev.witloof.component.typed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource of WIT.
 *
 * <p>Of the host: a class or interface whose objects handles stand for. Its instance methods are
 * the {@code [method]}s, its static methods the {@code [static]}s, its only constructor that is not
 * private the {@code [constructor]}. If it is {@link AutoCloseable}, close runs once for each
 * owning handle, when the guest drops it or the instance closes; not for what the guest gives to
 * the host.
 *
 * <p>Of a guest: a Java interface that extends {@link dev.witloof.component.GuestResource}; its
 * methods are the {@code [method]}s. If it is {@link AutoCloseable}, too, close drops the handle
 * within the limits given to {@link dev.witloof.component.ComponentInstance#bind}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WitResource {
  /** The resource's name in its interface, such as {@code input-stream}. */
  String value();
}
