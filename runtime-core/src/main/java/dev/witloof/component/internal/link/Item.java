package dev.witloof.component.internal.link;

import dev.witloof.component.internal.binary.ComponentBinary;
import dev.witloof.component.internal.binary.Definition.TypeDeclaration;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.ModuleBinary;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an index of an index space stands for. */
sealed interface Item {

  /** A core function, table, memory or global. */
  record Core(CoreItem at, CoreType type) implements Item {}

  /** {@code binary} is empty for one that is known by its type only. */
  record CoreModule(Optional<ModuleBinary> binary, CoreModuleType type) implements Item {}

  record CoreInstance(Map<String, Item> exports) implements Item {}

  record CoreFuncType(CoreType.Func type) implements Item {}

  record CoreModuleTypeItem(CoreModuleType type) implements Item {}

  record Func(Callee callee, Type.Func declared) implements Item {
    ExternType.Func type() {
      return declared.type();
    }
  }

  record Instance(Map<String, Item> exports) implements Item {}

  /** A component with the scope that its outer aliases refer to; null for a root. */
  record Component(ComponentBinary binary, @Nullable Scope definedIn) implements Item {}

  /** A component known by its type only. */
  record DeclaredComponent(Type.Scheme type) implements Item {}

  /**
   * A type. Its identity as an object tells a type from the same one under the name it was imported
   * or exported with, see {@link Visibility}.
   */
  sealed interface Type extends Item {

    /**
     * {@code size} and {@code depth} count everything it refers to; {@code parts} are the types it
     * refers to directly, primitive ones left out.
     */
    record Value(ValueType type, int size, int depth, boolean borrows, List<Type> parts)
        implements Type {}

    record Func(ExternType.Func type, int size, List<Type> parts) implements Type {}

    record Resource(ResourceType type) implements Type {}

    /**
     * An instance or component type: elaborated anew, with resources of its own, at each use.
     *
     * @param exports one elaboration of what it exports
     * @param outerResources the resources it mentions but does not declare
     */
    record Scheme(
        boolean component,
        List<TypeDeclaration> declarations,
        Scope definedIn,
        Map<String, Item> exports,
        Set<ResourceType> outerResources)
        implements Type {}

    /** The same type under another name. */
    static Item renamed(Item item) {
      if (item instanceof Value v) {
        return new Value(v.type(), v.size(), v.depth(), v.borrows(), v.parts());
      } else if (item instanceof Resource resource) {
        return new Resource(resource.type());
      } else if (item instanceof Func f) {
        return new Func(f.type(), f.size(), f.parts());
      } else if (item instanceof Scheme s) {
        return new Scheme(
            s.component(), s.declarations(), s.definedIn(), s.exports(), s.outerResources());
      }
      return item;
    }
  }
}
