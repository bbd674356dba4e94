package dev.witloof.component.internal.typed;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostInterface;
import dev.witloof.component.internal.instance.InterfaceTracks;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.component.typed.WitMismatch;
import dev.witloof.component.typed.WitMismatch.Mismatch;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a host interface of a Java object, once its class was compared with WIT. */
public final class HostPlanner {
  private final Object implementation;
  private final Methods own;
  private final String name;
  private final Map<String, ExternType> exports;
  private final Map<String, Class<?>> classes;
  private final WitText text;
  private final HostInterface.Builder builder;
  private final List<Mismatch> mismatches = new ArrayList<>();

  private HostPlanner(Map<String, ExternType> world, Object implementation) {
    Class<?> type = implementation.getClass();
    WitInterface annotation = ResourceClasses.annotation(type);
    this.implementation = implementation;
    this.own = new Methods(type);
    this.name = find(world, annotation.value(), type);
    this.exports =
        ((ExternType.Instance) Optional.ofNullable(world.get(name)).orElseThrow()).exports();
    this.classes = ResourceClasses.of(type, annotation);
    this.text = new WitText(exports);
    this.builder = HostInterface.builder(name);
  }

  /**
   * Compares and plans.
   *
   * @param world the interfaces of the host's world, those that others use first
   * @throws WitMismatch when it does not fit
   */
  public static HostInterface plan(Map<String, ExternType> world, Object implementation) {
    HostPlanner planner = new HostPlanner(world, implementation);
    planner.resources(ResourceClasses.defined(world, planner.name));
    planner.exports.forEach(
        (name, export) -> {
          if (export instanceof ExternType.Func function) {
            planner.function(name, function);
          }
        });
    planner.claims();
    if (!planner.mismatches.isEmpty()) {
      throw new WitMismatch(
          "%s does not implement %s".formatted(implementation.getClass().getName(), planner.name),
          planner.mismatches);
    }
    return planner.builder.build();
  }

  private static String find(Map<String, ExternType> world, String wanted, Class<?> type) {
    return new InterfaceTracks(world.keySet())
        .find(wanted)
        .filter(name -> world.get(name) instanceof ExternType.Instance)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s implements '%s', but the host's world has only %s"
                        .formatted(type.getName(), wanted, world.keySet())));
  }

  private void resources(Map<String, ResourceType> defined) {
    defined.forEach(
        (resource, type) -> {
          Class<?> java = classes.get(resource);
          if (java == null) {
            mismatches.add(
                new Mismatch(
                    "resource " + resource,
                    "resource " + resource,
                    "(none)",
                    List.of("no class stands for the resource"),
                    "@WitResource(\"%s\") on a nested class, or on one in @WitInterface's resources"
                        .formatted(resource)));
          } else {
            resource(resource, java);
          }
        });
    classes.forEach(
        (resource, java) -> {
          if (!defined.containsKey(resource)) {
            mismatches.add(
                new Mismatch(
                    "resource " + resource,
                    "(none)",
                    "class " + Names.of(java),
                    List.of("the interface defines no such resource"),
                    "one of " + defined.keySet() + ", or nothing"));
          }
        });
  }

  private <T> void resource(String resource, Class<T> java) {
    if (AutoCloseable.class.isAssignableFrom(java)) {
      builder.resource(resource, java, HostPlanner::close);
    } else {
      builder.resource(resource, java);
    }
  }

  private static void close(Object object) {
    try {
      ((AutoCloseable) object).close();
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new IllegalStateException("closing " + object + " failed: " + checked, checked);
    }
  }

  private void function(String function, ExternType.Func type) {
    FunctionName parsed = FunctionName.parse(function);
    List<Executable> found = own.named(function);
    boolean self = false;
    if (found.isEmpty() && parsed.kind() == FunctionName.Kind.FUNCTION) {
      found = new ArrayList<>(own.derived(parsed.name(), false));
      found.addAll(own.derived(parsed.name(), true));
    } else if (found.isEmpty() && classes.containsKey(parsed.resource())) {
      Class<?> java = Optional.<Class<?>>ofNullable(classes.get(parsed.resource())).orElseThrow();
      found = ofResource(new Methods(java), function, parsed);
      self = parsed.kind() == FunctionName.Kind.METHOD;
    }
    if (found.size() != 1) {
      wrong(function, type, found);
      return;
    }
    Signature java = Signature.of(found.get(0), HostCall.class);
    FunctionPlanner planner = new FunctionPlanner(text, HostHandles.INSTANCE, false);
    FunctionPlan plan = planner.plan(type, java, self);
    if (planner.faults().isEmpty()) {
      Optional<Object> receiver =
          java.isStatic() || self ? Optional.empty() : Optional.of(implementation);
      builder.function(function, new TypedHostFunction(java, receiver, self, plan));
    } else {
      mismatch(function, type, java.toString(), planner.faults());
    }
  }

  private static List<Executable> ofResource(
      Methods methods, String function, FunctionName parsed) {
    List<Executable> named = methods.named(function);
    if (!named.isEmpty()) {
      return named;
    }
    return switch (parsed.kind()) {
      case CONSTRUCTOR -> methods.constructors();
      case STATIC -> methods.derived(parsed.name(), true);
      default -> methods.derived(parsed.name(), false);
    };
  }

  private void wrong(String function, ExternType.Func type, List<Executable> found) {
    if (found.isEmpty()) {
      mismatch(function, type, "(none)", List.of("no method stands for the function"));
      return;
    }
    List<String> all =
        found.stream().map(one -> Signature.of(one, HostCall.class).toString()).sorted().toList();
    mismatch(
        function,
        type,
        String.join("; ", all),
        List.of("only one may stand for the function: give it @WitName(\"" + function + "\")"));
  }

  /** What claims to be a function of WIT must be one. */
  private void claims() {
    Set<String> functions = exports.keySet();
    for (Method method : own.claims()) {
      String claimed = Names.given(method).orElseThrow().value();
      if (!functions.contains(claimed)) {
        mismatches.add(
            new Mismatch(
                claimed,
                "(none)",
                Signature.of(method, HostCall.class).toString(),
                List.of("the interface has no such function"),
                "one of " + functions + ", or no @WitName"));
      }
    }
  }

  private void mismatch(String function, ExternType.Func type, String java, List<String> faults) {
    mismatches.add(
        new Mismatch(function, text.of(type), java, faults, JavaText.method(text, function, type)));
  }
}
