package dev.witloof.component.internal.plan;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreType;
import java.util.List;
import java.util.Optional;

/** One step of instantiation. Steps that define something are counted, each kind for itself. */
public sealed interface Step {

  /** Instantiates a core module; arguments are in the order of the module's imports. */
  record Instantiate(int module, List<CoreItem> arguments) implements Step {}

  /** Defines a resource type of this component; {@code destructor} is its core function. */
  record Resource(ResourceType type, Optional<CoreItem> destructor) implements Step {}

  /** Lifts a core function to a component function. */
  record Lift(CoreItem function, ExternType.Func type, CanonOptions options) implements Step {}

  /** A step that defines a core function. */
  sealed interface Builtin extends Step {
    CoreType.Func coreType();
  }

  /** {@code canon lower}. */
  record Lower(Callee callee, ExternType.Func type, CanonOptions options, CoreType.Func coreType)
      implements Builtin {}

  /** {@code canon resource.new}. */
  record ResourceNew(ResourceType type, int componentInstance, CoreType.Func coreType)
      implements Builtin {}

  /** {@code canon resource.rep}. */
  record ResourceRep(ResourceType type, int componentInstance, CoreType.Func coreType)
      implements Builtin {}

  /** {@code canon resource.drop}. */
  record ResourceDrop(ResourceType type, int componentInstance, CoreType.Func coreType)
      implements Builtin {}
}
