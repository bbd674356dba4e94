package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition;
import dev.witloof.component.internal.binary.Definition.CanonOption;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.plan.CanonOptions;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.component.internal.validate.CoreMatching;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.Flattening;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.TypePrinter;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.CoreType.Val;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Canonical definitions (CanonicalABI.md, "Canonical Definitions"): validated and made to steps.
 */
final class CanonDefinitions {
  private static final String WRONG_SIGNATURE =
      "canonical option `%s` uses a core function with an incorrect signature";
  private static final CoreType.Func REALLOC =
      new CoreType.Func(List.of(Val.I32, Val.I32, Val.I32, Val.I32), List.of(Val.I32));
  private static final CoreType.Memory ANY_MEMORY =
      new CoreType.Memory(0, OptionalLong.empty(), false, false);
  private static final CoreType.Func TAKES_HANDLE = new CoreType.Func(List.of(Val.I32), List.of());
  private static final CoreType.Func MAPS_HANDLE =
      new CoreType.Func(List.of(Val.I32), List.of(Val.I32));

  private final Scope scope;
  private final PlanBuilder plan;
  private final ElaborationContext context;

  CanonDefinitions(Scope scope, PlanBuilder plan, ElaborationContext context) {
    this.scope = scope;
    this.plan = plan;
    this.context = context;
  }

  /** {@code canon lift}. */
  Item.Func lift(Definition.Lift lift) {
    int offset = lift.offset();
    Item.Type.Func declared =
        scope.get(Sort.TYPE, lift.type(), Item.Type.Func.class, "a function type", offset);
    ExternType.Func type = declared.type();
    context.walk(declared.size(), offset);
    Item.Core function = function(lift.coreFunction(), offset);
    CanonOptions options =
        options(lift.options(), Optional.of(Flattening.postReturn(type)), offset);
    requireLowered(function, Flattening.lifted(type), offset);
    boolean argumentsInMemory =
        Flattening.paramsSpill(type)
            || ValueTypes.anyParam(type.params(), CanonDefinitions::isPointer);
    boolean resultInMemory = resultInMemory(type);
    requireMemory(options, argumentsInMemory || resultInMemory, argumentsInMemory, offset);
    return new Item.Func(plan.lift(new Step.Lift(function.at(), type, options), offset), declared);
  }

  /** {@code canon lower}. */
  Item.Core lower(Definition.Lower lower) {
    int offset = lower.offset();
    Item.Func function =
        scope.get(Sort.FUNC, lower.function(), Item.Func.class, "a function", offset);
    ExternType.Func type = function.type();
    context.walk(function.declared().size(), offset);
    CanonOptions options = options(lower.options(), Optional.empty(), offset);
    boolean resultAllocates =
        type.result().isPresent()
            && ValueTypes.contains(type.result().get(), CanonDefinitions::isPointer);
    boolean inMemory =
        resultInMemory(type)
            || Flattening.paramsSpill(type)
            || ValueTypes.anyParam(type.params(), CanonDefinitions::isPointer);
    requireMemory(options, inMemory, resultAllocates, offset);
    CoreType.Func coreType = Flattening.lowered(type);
    Step.Lower step = new Step.Lower(function.callee(), type, options, coreType);
    return new Item.Core(plan.builtin(step, offset), coreType);
  }

  /** {@code canon resource.new}, {@code resource.drop} and {@code resource.rep}. */
  Item.Core resource(Definition.ResourceBuiltin builtin) {
    int offset = builtin.offset();
    ResourceType type =
        scope
            .get(Sort.TYPE, builtin.type(), Item.Type.Resource.class, "a resource type", offset)
            .type();
    int instance = scope.componentInstance();
    Step.Builtin step =
        switch (builtin.operation()) {
          case NEW -> new Step.ResourceNew(local(type, offset), instance, MAPS_HANDLE);
          case REP -> new Step.ResourceRep(local(type, offset), instance, MAPS_HANDLE);
          case DROP -> new Step.ResourceDrop(type, instance, TAKES_HANDLE);
        };
    return new Item.Core(plan.builtin(step, offset), step.coreType());
  }

  /** A resource definition with its destructor. */
  Item.Type.Resource define(Optional<Integer> destructor, int offset) {
    Optional<CoreItem> function = Optional.empty();
    if (destructor.isPresent()) {
      Item.Core core = function(destructor.get(), offset);
      require(core, TAKES_HANDLE, "wrong signature for a destructor", offset);
      function = Optional.of(core.at());
    }
    ResourceType type = plan.defineResource(scope.componentInstance());
    plan.resourceStep(new Step.Resource(type, function), offset);
    return new Item.Type.Resource(type);
  }

  private ResourceType local(ResourceType type, int offset) {
    if (plan.isDefinedBy(type, scope.componentInstance())) {
      return type;
    }
    throw new InvalidComponent(
        Kind.INVALID, offset, "resource " + type.name() + " is not a local resource");
  }

  private static boolean resultInMemory(ExternType.Func type) {
    return Flattening.resultSpills(type)
        || (type.result().isPresent()
            && ValueTypes.contains(type.result().get(), CanonDefinitions::isPointer));
  }

  private static boolean isPointer(ValueType type) {
    return type == Primitive.STRING || type instanceof ValueType.ListOf;
  }

  private static void requireMemory(
      CanonOptions options, boolean memory, boolean realloc, int offset) {
    if (memory && options.memory().isEmpty()) {
      throw new InvalidComponent(Kind.INVALID, offset, "canonical option `memory` is required");
    }
    if (realloc && options.realloc().isEmpty()) {
      throw new InvalidComponent(Kind.INVALID, offset, "canonical option `realloc` is required");
    }
  }

  /** {@code postReturn} is the signature it must have; empty where the option is not allowed. */
  private CanonOptions options(
      List<CanonOption> options, Optional<CoreType.Func> postReturn, int offset) {
    Optional<StringEncoding> encoding = Optional.empty();
    Optional<CoreItem> memory = memory(options, offset);
    Optional<CoreItem> realloc = Optional.empty();
    Optional<CoreItem> post = Optional.empty();
    for (CanonOption option : options) {
      if (option instanceof CanonOption.Encoding chosen) {
        StringEncoding named = StringEncoding.valueOf(chosen.name());
        encoding.ifPresent(previous -> throwConflict(previous, named, offset));
        encoding = Optional.of(named);
      } else if (option instanceof CanonOption.Realloc chosen) {
        once(realloc, "realloc", offset);
        Item.Core function = function(chosen.function(), offset);
        require(function, REALLOC, WRONG_SIGNATURE.formatted("realloc"), offset);
        realloc = Optional.of(function.at());
      } else if (option instanceof CanonOption.PostReturn chosen) {
        once(post, "post-return", offset);
        if (postReturn.isEmpty()) {
          throw new InvalidComponent(
              Kind.INVALID,
              offset,
              "canonical option `post-return` cannot be specified for lowerings");
        }
        Item.Core function = function(chosen.function(), offset);
        require(function, postReturn.get(), WRONG_SIGNATURE.formatted("post-return"), offset);
        post = Optional.of(function.at());
      }
    }
    if (realloc.isPresent() && memory.isEmpty()) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "canonical option `realloc` requires `memory` to also be specified");
    }
    return new CanonOptions(
        encoding.orElse(StringEncoding.UTF8), memory, realloc, post, scope.componentInstance());
  }

  private static void throwConflict(StringEncoding first, StringEncoding second, int offset) {
    throw new InvalidComponent(
        Kind.INVALID,
        offset,
        "canonical encoding option `%s` conflicts with option `%s`"
            .formatted(text(first), text(second)));
  }

  private static String text(StringEncoding encoding) {
    return encoding.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void once(Optional<?> previous, String option, int offset) {
    if (previous.isPresent()) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "canonical option `" + option + "` is specified more than once");
    }
  }

  /** The memory, before anything that depends on its address type. */
  private Optional<CoreItem> memory(List<CanonOption> options, int offset) {
    Optional<CoreItem> memory = Optional.empty();
    for (CanonOption option : options) {
      if (option instanceof CanonOption.Memory chosen) {
        once(memory, "memory", offset);
        memory = Optional.of(memory(chosen.index(), offset));
      }
    }
    return memory;
  }

  private CoreItem memory(int index, int offset) {
    Item.Core memory = scope.get(Sort.CORE_MEMORY, index, Item.Core.class, "a core memory", offset);
    CoreType.Memory type = (CoreType.Memory) memory.type();
    if (type.memory64()) {
      throw new InvalidComponent(
          Kind.UNSUPPORTED,
          offset,
          "canonical option `memory` names a 64-bit memory of the memory64 proposal, which is not"
              + " supported");
    }
    CoreMatching.mismatch(ANY_MEMORY, type)
        .ifPresent(
            reason -> {
              throw new InvalidComponent(
                  Kind.INVALID, offset, "canonical option `memory`: " + reason);
            });
    return memory.at();
  }

  private Item.Core function(int index, int offset) {
    return scope.get(Sort.CORE_FUNC, index, Item.Core.class, "a core function", offset);
  }

  private static void require(Item.Core function, CoreType.Func expected, String rule, int offset) {
    if (!function.type().equals(expected)) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "%s: expected %s, found %s"
              .formatted(rule, TypePrinter.print(expected), TypePrinter.print(function.type())));
    }
  }

  /** What a lifted function's core function must be. */
  private static void requireLowered(Item.Core function, CoreType.Func expected, int offset) {
    CoreType.Func actual = (CoreType.Func) function.type();
    requireSame("parameter", expected.params(), actual.params(), offset);
    requireSame("result", expected.results(), actual.results(), offset);
  }

  private static void requireSame(String what, List<Val> expected, List<Val> actual, int offset) {
    if (!expected.equals(actual)) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "lowered %s types `[%s]` do not match %s types `[%s]` of the core function"
              .formatted(what, text(expected), what, text(actual)));
    }
  }

  private static String text(List<Val> types) {
    return types.stream().map(Val::name).collect(Collectors.joining(", "));
  }
}
