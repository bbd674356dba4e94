package dev.witloof.component.internal.typed;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.ExternValue;
import dev.witloof.component.internal.instance.InterfaceTracks;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.component.typed.WitMismatch;
import dev.witloof.component.typed.WitMismatch.Mismatch;
import dev.witloof.engine.CallLimits;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes an object of a Java interface that calls what a guest exports. */
public final class GuestPlanner {
  private final String name;
  private final Map<String, ExternType> exports;
  private final WitText text;
  private final Function<String, ComponentFunction> functions;
  private final CallLimits limits;
  private final GuestHandles handles;
  private final List<Mismatch> mismatches = new ArrayList<>();

  private GuestPlanner(
      String name,
      Map<String, ExternType> exports,
      Function<String, ComponentFunction> functions,
      CallLimits limits) {
    this.name = name;
    this.exports = exports;
    this.text = new WitText(exports);
    this.functions = functions;
    this.limits = limits;
    this.handles = new GuestHandles(this::resourceCalls, limits);
  }

  /** See {@link dev.witloof.component.Component#requireExports}. */
  public static void check(Map<String, ExternType> component, Class<?> type) {
    String name = find(component, type);
    Function<String, ComponentFunction> none =
        function -> {
          throw new IllegalStateException(function + " is not to be called");
        };
    CallLimits nothing = new CallLimits(1, Duration.ofNanos(1), 1);
    new GuestPlanner(name, within(component, name), none, nothing).calls(type);
  }

  /** See {@link ComponentInstance#bind}. */
  public static <T> T bind(ComponentInstance instance, Class<T> type, CallLimits limits) {
    Map<String, ExternType> component =
        new ExternValue.Instance(instance.exports()).type().exports();
    String name = find(component, type);
    GuestPlanner planner =
        new GuestPlanner(
            name,
            within(component, name),
            function ->
                name.isEmpty() ? instance.export(function) : instance.export(name, function),
            limits);
    return GuestProxy.of(type, planner.calls(type), Optional.empty(), limits);
  }

  private static String find(Map<String, ExternType> component, Class<?> type) {
    if (!type.isInterface() || type.isSealed()) {
      throw new IllegalArgumentException(
          type.getName() + " must be a Java interface that is not sealed, to be bound to a guest");
    }
    WitInterface annotation = ResourceClasses.annotation(type);
    if (annotation.value().isEmpty()) {
      return "";
    }
    return new InterfaceTracks(component.keySet())
        .find(annotation.value())
        .orElseThrow(
            () ->
                new WitMismatch(
                    type.getName() + " does not fit the component",
                    List.of(
                        new Mismatch(
                            annotation.value(),
                            "(none)",
                            "interface " + Names.of(type),
                            List.of("the component exports no such interface"),
                            "one of " + component.keySet()))));
  }

  private static Map<String, ExternType> within(Map<String, ExternType> component, String name) {
    if (name.isEmpty()) {
      return component;
    }
    return component.get(name) instanceof ExternType.Instance instance
        ? instance.exports()
        : Map.of();
  }

  private Map<Method, GuestCall> calls(Class<?> type) {
    Map<Method, GuestCall> calls = calls(type, "");
    if (!mismatches.isEmpty()) {
      throw new WitMismatch(
          "%s does not fit %s".formatted(type.getName(), name.isEmpty() ? "the exports" : name),
          mismatches);
    }
    return calls;
  }

  private Map<Method, GuestCall> resourceCalls(Class<?> type, String resource) {
    return calls(type, "[method]" + resource + ".");
  }

  /** The calls of the abstract methods of an interface, which may be those of a resource. */
  private Map<Method, GuestCall> calls(Class<?> type, String prefix) {
    Map<Method, GuestCall> calls = new HashMap<>();
    Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> !GuestProxy.handles(method))
        .forEach(method -> call(method, prefix).ifPresent(call -> calls.put(method, call)));
    return calls;
  }

  private Optional<GuestCall> call(Method method, String prefix) {
    Signature java = Signature.of(method, CallLimits.class);
    Optional<String> function =
        exports.keySet().stream().filter(one -> stands(method, one, prefix)).findFirst();
    if (function.isEmpty() || !(exports.get(function.get()) instanceof ExternType.Func type)) {
      String wanted = Names.given(method).map(given -> given.value()).orElse(method.getName());
      mismatches.add(
          new Mismatch(
              wanted,
              "(none)",
              java.toString(),
              List.of("no exported function is named so"),
              "one of " + exports.keySet()));
      return Optional.empty();
    }
    FunctionPlanner planner = new FunctionPlanner(text, handles, true);
    boolean self = !prefix.isEmpty();
    FunctionPlan plan = planner.plan(type, java, self);
    hidden(method).forEach(planner.faults()::add);
    if (!planner.faults().isEmpty()) {
      mismatches.add(
          new Mismatch(
              function.get(),
              text.of(type),
              java.toString(),
              planner.faults(),
              JavaText.method(text, function.get(), type)));
      return Optional.empty();
    }
    return Optional.of(
        new GuestCall(
            function.get(), () -> functions.apply(function.get()), java.contextual(), plan));
  }

  /** A proxy of a public interface is in no package of its own, and must see what is thrown. */
  private static List<String> hidden(Method method) {
    Class<?> type = method.getDeclaringClass();
    return Arrays.stream(method.getExceptionTypes())
        .filter(thrown -> Modifier.isPublic(type.getModifiers()))
        .filter(thrown -> !Modifier.isPublic(thrown.getModifiers()))
        .map(thrown -> "%s must be public, for %s is".formatted(Names.of(thrown), Names.of(type)))
        .toList();
  }

  private static boolean stands(Method method, String function, String prefix) {
    String name =
        prefix.isEmpty()
            ? function
            : function.substring(Math.min(prefix.length(), function.length()));
    return Names.given(method)
        .map(given -> given.value().equals(function))
        .orElseGet(() -> function.startsWith(prefix) && method.getName().equals(Names.camel(name)));
  }
}
