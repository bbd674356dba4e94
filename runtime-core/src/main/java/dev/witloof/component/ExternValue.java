package dev.witloof.component;

import dev.witloof.component.internal.plan.ModuleBinary;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreModules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a component instance exports, or that an import can be bound to: see {@link
 * ComponentInstance#exports} and {@link Linker#define(String, ExternValue)}. Immutable, but a value
 * that an instance exports lives as long as the instance.
 */
public sealed interface ExternValue
    permits ComponentFunction,
        Component,
        ExternValue.Instance,
        ExternValue.CoreModule,
        ExternValue.Type,
        ExternValue.HostFunc,
        ExternValue.HostResource {

  /** What it is, by which imports are matched; resource types in it have the value's identity. */
  ExternType type();

  /** Several values by name, in order. */
  record Instance(Map<String, ExternValue> exports) implements ExternValue {
    public Instance {
      exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
    }

    @Override
    public ExternType.Instance type() {
      Map<String, ExternType> types = new LinkedHashMap<>();
      exports.forEach((name, value) -> types.put(name, value.type()));
      return new ExternType.Instance(types);
    }
  }

  /** A core module, not instantiated. Not to be implemented outside of this library. */
  non-sealed interface CoreModule extends ExternValue {
    /** Its imports and exports. */
    CoreModuleType moduleType();

    @Override
    default ExternType.CoreModule type() {
      return new ExternType.CoreModule(moduleType());
    }

    /**
     * A core module in binary form; it is validated.
     *
     * @throws dev.witloof.engine.InvalidModule when it is malformed, invalid or not supported
     */
    static CoreModule read(byte[] bytes) {
      return new ModuleBinary(CoreModules.validate(bytes.clone()));
    }
  }

  /**
   * A type that an instance exports: a value type, or a resource type with its identity in that
   * instance. Not to be implemented outside of this library.
   */
  non-sealed interface Type extends ExternValue {}

  /**
   * A function of the host.
   *
   * @param type what imports of it must be declared as, but for the names of the parameters
   */
  record HostFunc(ExternType.Func type, HostFunction body) implements ExternValue {}

  /**
   * A resource type of the host.
   *
   * @param identity from {@link ResourceType#named}: the same object wherever it is the same
   *     resource type, in types of {@link HostFunc} too
   */
  record HostResource(ResourceType identity, HostInterface.HostResource<?> definition)
      implements ExternValue {
    @Override
    public ExternType.Resource type() {
      return new ExternType.Resource(identity);
    }
  }
}
