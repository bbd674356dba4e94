package dev.witloof.host.http;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.host.TestCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A guest that calls any function of the host with any arguments of the right types, and drops any
 * handle, all by chance. It has the handles that it was given and did not give away: that a handle
 * is a live one of the right type is what the canonical ABI sees to.
 */
final class AnyGuest {
  private static final Duration DEADLINE = Duration.ofMillis(20);
  private static final List<Long> NUMBERS = List.of(0L, 1L, 5L, 200L, 5_000L, 1L << 40, -1L);
  private static final int CHOICES = 3;

  /** A function as its interface has it. */
  private record Function(String name, ExternType.Func type, HostFunction body) {}

  private final TestCall call;
  private final Random random;
  private final List<String> texts;
  private final List<Function> functions = new ArrayList<>();
  private final Map<ResourceType, HostResource<?>> resources = new IdentityHashMap<>();
  private final Map<ResourceType, List<Object>> handles = new IdentityHashMap<>();
  private final Set<Object> lent = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Object, ResourceType> given = new IdentityHashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private final Set<String> used = new TreeSet<>();
  private final Map<String, Integer> endings = new HashMap<>();

  /**
   * @param never finds the functions that it does not call
   * @param texts what it says where a text is wanted
   */
  AnyGuest(
      TestCall call,
      Random random,
      List<HostInterface> interfaces,
      Pattern never,
      List<String> texts) {
    this.call = call;
    this.random = random;
    this.texts = texts;
    interfaces.forEach(this::learn);
    functions.removeIf(function -> never.matcher(function.name()).find());
  }

  private void learn(HostInterface host) {
    ExternType.Instance type = (ExternType.Instance) TestCall.world().imports().get(host.name());
    host.functions()
        .forEach(
            (name, body) ->
                functions.add(
                    new Function(name, (ExternType.Func) type.exports().get(name), body)));
    host.resources()
        .forEach(
            (name, resource) ->
                resources.put(((ExternType.Resource) type.exports().get(name)).type(), resource));
  }

  /** The names of all functions that it may call. */
  Set<String> functions() {
    Set<String> names = new TreeSet<>();
    functions.forEach(function -> names.add(function.name()));
    return names;
  }

  /** Those of which a call gave something, or nothing if they give nothing. */
  Set<String> used() {
    return used;
  }

  /** Why calls ended that would have ended a guest, and how many. */
  Map<String, Integer> endings() {
    return endings;
  }

  /** A handle of the class, if it has one. */
  <T> Optional<T> any(Class<T> type) {
    List<T> some =
        handles.values().stream()
            .flatMap(List::stream)
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(pick(some));
  }

  /** One call, or one handle dropped. What ends a guest is counted, and it goes on. */
  void step() {
    call.next(DEADLINE);
    counted(random.nextInt(8) == 0 ? this::drop : this::callAny);
  }

  private void counted(Runnable act) {
    try {
      act.run();
    } catch (Trap trap) {
      endings.merge(String.valueOf(trap.getMessage()), 1, Integer::sum);
    } catch (LimitExceeded limit) {
      endings.merge(limit.limit().name(), 1, Integer::sum);
    }
  }

  private void callAny() {
    Function function = pickRare();
    Optional<Object[]> arguments = arguments(function.type());
    if (arguments.isPresent()) {
      calls.merge(function.name(), 1, Integer::sum);
      Object result = function.body().call(call, arguments.get());
      used.add(function.name());
      function.type().result().ifPresent(type -> keep(type, result));
    }
  }

  /** Of some that it has handles for, the one that was called least: most need rare ones. */
  private Function pickRare() {
    List<Function> callable = functions.stream().filter(this::hasHandles).toList();
    return Stream.generate(() -> pick(callable))
        .limit(CHOICES)
        .min(Comparator.comparing(function -> calls.getOrDefault(function.name(), 0)))
        .orElseThrow();
  }

  private boolean hasHandles(Function function) {
    return function.type().params().stream()
        .map(ValueType.Named::type)
        .allMatch(
            type ->
                !(type instanceof ValueType.Own own && handlesOf(own.resource()).isEmpty()
                    || type instanceof ValueType.Borrow borrow
                        && handlesOf(borrow.resource()).isEmpty()));
  }

  /** What the function takes; empty when the guest lacks a handle for it. */
  private Optional<Object[]> arguments(ExternType.Func type) {
    lent.clear();
    given.clear();
    Object[] arguments = new Object[type.params().size()];
    for (int i = 0; i < arguments.length; i++) {
      Optional<Object> value = value(type.params().get(i).type());
      if (value.isEmpty()) {
        given.forEach((handle, resource) -> handlesOf(resource).add(handle));
        return Optional.empty();
      }
      arguments[i] = value.get();
    }
    return Optional.of(arguments);
  }

  private Optional<Object> value(ValueType type) {
    if (type instanceof ValueType.Primitive primitive) {
      return Optional.of(primitive(primitive));
    } else if (type instanceof ValueType.ListOf list) {
      return Optional.of(list(list.element()));
    } else if (type instanceof ValueType.TupleOf tuple) {
      return all(tuple.elements()).map(List::copyOf);
    } else if (type instanceof ValueType.RecordOf record) {
      return all(record.fields().stream().map(ValueType.Named::type).toList())
          .map(values -> record(record, values));
    } else if (type instanceof ValueType.VariantOf variant) {
      ValueType.Case chosen = pick(variant.cases());
      return chosen.payload().isEmpty()
          ? Optional.of(VariantValue.of(chosen.name()))
          : value(chosen.payload().get()).map(payload -> VariantValue.of(chosen.name(), payload));
    } else if (type instanceof ValueType.OptionOf option) {
      return Optional.of(random.nextInt(4) == 0 ? Optional.empty() : value(option.some()));
    } else if (type instanceof ValueType.ResultOf result) {
      return random.nextBoolean()
          ? result.ok().map(this::value).map(ok -> ResultValue.ok(ok.orElseThrow()))
          : result.error().map(this::value).map(error -> ResultValue.err(error.orElseThrow()));
    } else if (type instanceof ValueType.Borrow borrow) {
      return handle(borrow.resource(), false);
    }
    return handle(((ValueType.Own) type).resource(), true);
  }

  private Object primitive(ValueType.Primitive type) {
    return switch (type) {
      case BOOL -> random.nextBoolean();
      case STRING -> pick(texts);
      case U32 -> pick(NUMBERS) & 0xffff_ffffL;
      case U64 -> pick(NUMBERS);
      case U16 -> random.nextInt(1 << 16);
      case U8 -> random.nextInt(1 << 8);
      default -> throw new IllegalArgumentException("no function takes " + type);
    };
  }

  private Object list(ValueType element) {
    if (element == ValueType.Primitive.U8) {
      return new byte[random.nextInt(random.nextInt(20) == 0 ? 70_000 : 100)];
    }
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> value(element))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<List<Object>> all(List<ValueType> types) {
    List<Optional<Object>> values = types.stream().map(this::value).toList();
    return values.stream().allMatch(Optional::isPresent)
        ? Optional.of(values.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  private static Object record(ValueType.RecordOf type, List<Object> values) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      fields.put(type.fields().get(i).name(), values.get(i));
    }
    return new RecordValue(fields);
  }

  private Optional<Object> handle(ResourceType resource, boolean own) {
    List<Object> some =
        handlesOf(resource).stream().filter(each -> !own || !lent.contains(each)).toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    Object handle = pick(some);
    if (own) {
      remove(resource, handle);
      given.put(handle, resource);
    } else {
      lent.add(handle);
    }
    return Optional.of(handle);
  }

  private List<Object> handlesOf(ResourceType resource) {
    return handles.computeIfAbsent(resource, type -> new ArrayList<>());
  }

  private void remove(ResourceType resource, Object handle) {
    handlesOf(resource).removeIf(each -> each == handle);
  }

  /** What a function gave becomes the guest's. */
  private void keep(ValueType type, Object value) {
    if (type instanceof ValueType.Own own) {
      handlesOf(own.resource()).add(value);
    } else if (type instanceof ValueType.OptionOf option) {
      ((Optional<?>) value).ifPresent(some -> keep(option.some(), some));
    } else if (type instanceof ValueType.ResultOf result && value instanceof ResultValue.Ok ok) {
      result.ok().ifPresent(payload -> keep(payload, ok.value().orElseThrow()));
    } else if (type instanceof ValueType.ResultOf result && value instanceof ResultValue.Err err) {
      result.error().ifPresent(payload -> keep(payload, err.error().orElseThrow()));
    } else if (type instanceof ValueType.VariantOf variant) {
      VariantValue chosen = (VariantValue) value;
      variant.cases().stream()
          .filter(each -> each.name().equals(chosen.label()))
          .flatMap(each -> each.payload().stream())
          .forEach(payload -> keep(payload, chosen.payload().orElseThrow()));
    }
  }

  private void drop() {
    List<Map.Entry<ResourceType, Object>> all = owned();
    if (!all.isEmpty()) {
      Map.Entry<ResourceType, Object> one = pick(all);
      drop(one.getKey(), one.getValue());
    }
  }

  private List<Map.Entry<ResourceType, Object>> owned() {
    List<Map.Entry<ResourceType, Object>> owned = new ArrayList<>();
    handles.forEach((resource, all) -> all.forEach(each -> owned.add(Map.entry(resource, each))));
    return owned;
  }

  private void drop(ResourceType resource, Object handle) {
    HostResource<?> definition = resources.get(resource);
    tell(definition.beforeDrop(), handle);
    remove(resource, handle);
    tell(definition.onDrop(), handle);
  }

  /** Drops all handles of a class that have no children. */
  void dropAll(Class<?> type) {
    handles.forEach(
        (resource, all) ->
            List.copyOf(all).stream()
                .filter(type::isInstance)
                .forEach(handle -> counted(() -> drop(resource, handle))));
  }

  /** As when its instance closes: in any order, and nobody is asked. */
  void close() {
    List<Map.Entry<ResourceType, Object>> left = owned();
    Collections.shuffle(left, random);
    left.forEach(each -> tell(resources.get(each.getKey()).onDrop(), each.getValue()));
    handles.clear();
  }

  @SuppressWarnings("unchecked")
  private static <T> void tell(Optional<Consumer<T>> listener, Object handle) {
    listener.ifPresent(told -> told.accept((T) handle));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
