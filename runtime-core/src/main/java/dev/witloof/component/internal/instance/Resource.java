package dev.witloof.component.internal.instance;

import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.engine.CoreFunction;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A resource type of one component instance: two are the same only when they are one object. */
abstract sealed class Resource {
  private final String name;

  private Resource(String name) {
    this.name = name;
  }

  final String name() {
    return name;
  }

  /** A type of the host. A handle's representation is the host's object. */
  static final class Host extends Resource {
    private final HostResource<?> definition;

    Host(String name, HostResource<?> definition) {
      super(name);
      this.definition = definition;
    }

    Class<?> type() {
      return definition.type();
    }

    /** The guest is about to drop the object. */
    void dropping(Object object) {
      tell(definition, HostResource::beforeDrop, object);
    }

    void dropped(Object object) {
      tell(definition, HostResource::onDrop, object);
    }

    private static <T> void tell(
        HostResource<T> definition,
        Function<HostResource<T>, Optional<Consumer<T>>> whom,
        Object object) {
      whom.apply(definition).ifPresent(listener -> listener.accept(definition.type().cast(object)));
    }
  }

  /** A type of the guest. A handle's representation is an i32 that the guest chose. */
  static final class Guest extends Resource {
    private final InnerInstance definedBy;
    private Optional<CoreFunction> destructor = Optional.empty();

    Guest(String name, InnerInstance definedBy) {
      super(name);
      this.definedBy = definedBy;
    }

    InnerInstance definedBy() {
      return definedBy;
    }

    /** Set by the step that defines the resource, before any handle can exist. */
    void destructor(Optional<CoreFunction> function) {
      destructor = function;
    }

    Optional<CoreFunction> destructor() {
      return destructor;
    }
  }
}
