package dev.witloof.component;

import dev.witloof.component.internal.binary.ComponentReader;
import dev.witloof.component.internal.link.Linearizer;
import dev.witloof.component.internal.typed.GuestPlanner;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreModules;
import java.util.List;
import java.util.Map;

/**
 * A WebAssembly component, read and validated. Immutable; shared by threads. Not to be implemented
 * outside of this library.
 *
 * <pre>{@code
 * Component component = Component.read(Files.readAllBytes(path));
 * LinkedComponent linked = new Linker(engine, world).link(component);
 * try (ComponentInstance instance = linked.instantiate(config)) {
 *   Object result = instance.export("add").call(limits, 1, 2);
 * }
 * }</pre>
 */
public non-sealed interface Component extends ExternValue {

  /**
   * Reads and validates a component. Costs time and memory in proportion to the bytes, and never
   * more than the structural limits allow. Core modules are validated, their function bodies
   * included.
   *
   * @throws InvalidComponent when it is malformed, invalid, too large or needs what is refused
   */
  static Component read(byte[] bytes) {
    return Linearizer.component(ComponentReader.read(bytes), CoreModules::validate);
  }

  /**
   * Reads and validates a component as {@link #read(byte[])} does, but for the function bodies of
   * core modules that the cache knows to be valid; a component that is not wholly known is refused
   * for whatever is wrong with it.
   *
   * @throws InvalidComponent as {@link #read(byte[])} does
   * @throws IllegalArgumentException when the cache is not one of {@link CompileCache#at}
   */
  static Component read(byte[] bytes, CompileCache cache) {
    return Linearizer.component(
        ComponentReader.read(bytes), module -> CoreModules.validate(module, cache));
  }

  /** The imports by name, in order. */
  Map<String, ExternType> imports();

  /** The exports by name, in order. */
  Map<String, ExternType> exports();

  @Override
  default ExternType.Component type() {
    return new ExternType.Component(imports(), exports());
  }

  /**
   * Checks that instances of this component can be {@linkplain ComponentInstance#bind bound} to a
   * Java interface.
   *
   * @throws dev.witloof.component.typed.WitMismatch when the component does not export what the
   *     Java interface says; it lists everything that does not fit, with both signatures
   */
  default void requireExports(Class<?> type) {
    GuestPlanner.check(exports(), type);
  }

  /** The core modules, each once however often it is instantiated. */
  List<CoreModuleInfo> coreModules();

  /**
   * Bytes that an instance takes of its memory budget before any of it runs: memories and tables of
   * all its core instances at their minimum, exported or not, and what else these keep in the heap.
   * Core modules and components that it imports come on top.
   */
  long startingMemory();

  /** A core module of a component; {@code size} in bytes. */
  record CoreModuleInfo(int size, CoreModuleType type) {}
}
