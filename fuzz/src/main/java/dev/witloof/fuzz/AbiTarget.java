package dev.witloof.fuzz;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.HostInterface;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.type.ValueType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The canonical ABI. A value of a type by choice comes back the same from a guest that keeps it in
 * its memory, and from one that passes it to the host and back, whatever the string encoding.
 * Hostile memory, flat values and realloc give a value of the type or a trap of the guest's.
 */
public final class AbiTarget {
  private static final Engine ENGINE = Engines.create(Engine.Mode.INTERPRETER);
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000, Duration.ofSeconds(5), 1L << 20);
  private static final InstanceConfig CONFIG =
      new InstanceConfig(1L << 20, 1_000, LIMITS, List.of());
  private static final int CORE_VALUES = 17;
  private static final int FILLERS = 16;

  private final ValueType type;
  private final LinkedComponent linked;
  private Optional<String> seenByHost = Optional.empty();

  private AbiTarget(EchoGuest guest) {
    this.type = guest.type();
    HostInterface host =
        HostInterface.builder(EchoGuest.INTERFACE)
            .resource(AbiTypes.THING.name(), AbiValues.Thing.class)
            .function(
                "echo",
                (call, arguments) -> {
                  seenByHost = Optional.of(AbiValues.show(arguments[0]));
                  return arguments[0];
                })
            .build();
    this.linked =
        new Linker(ENGINE, WitWorld.read(guest.world(), EchoGuest.WORLD))
            .define(host)
            .link(Component.read(guest.component()));
  }

  /** Bytes: a type, a value of it, and then what the guest does. */
  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    int encoding = choices.below(3);
    ValueType type = AbiTypes.type(choices);
    Object value = new AbiValues(choices).value(type);
    boolean honest = choices.flip();
    OptionalInt realloc = honest ? OptionalInt.empty() : OptionalInt.of((int) coreValue(choices));
    List<Long> core = new ArrayList<>();
    for (int i = 0; i < CORE_VALUES; i++) {
      core.add(coreValue(choices));
    }
    byte[] memory = choices.bytes(EchoGuest.RESULT);
    AbiTarget target = new AbiTarget(new EchoGuest(type, encoding, memory, realloc, core));
    if (honest) {
      target.checkIdentity(value);
      target.checkViaHost(value);
      target.attempt("hostile").ifPresent(target::checkLifted);
    } else {
      target.attempt("via-host", value);
      target.attempt("hostile");
    }
    target.attempt("feed");
  }

  /** Mostly small, as pointers into the memory, lengths and discriminants are. */
  private static long coreValue(Choices choices) {
    return switch (choices.below(4)) {
      case 0 -> choices.bits(1);
      case 1 -> choices.bits(2);
      case 2 -> -choices.bits(1);
      default -> choices.bits(8);
    };
  }

  private void checkIdentity(Object value) {
    Object[] arguments = new Object[1 + FILLERS];
    arguments[0] = value;
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = i;
    }
    Object result = call("identity", arguments).orElseThrow();
    requireSame(List.of(value, 1), result, "from the guest");
  }

  private void checkViaHost(Object value) {
    Object result = call("via-host", value).orElseThrow();
    requireSame(value, result, "from the guest that asked the host");
    if (!seenByHost.equals(Optional.of(AbiValues.show(value)))) {
      throw new AssertionError(
          "the host was given %s for %s of %s".formatted(seenByHost, AbiValues.show(value), type));
    }
  }

  /** What could be lifted is a value of the type, so it passes like any other if there is room. */
  private void checkLifted(Object value) {
    attempt("via-host", value)
        .ifPresent(result -> requireSame(value, result, "after it was lifted from hostile memory"));
  }

  /** The result; empty when the function has none, or trapped as it may. */
  private Optional<Object> attempt(String function, Object... arguments) {
    try {
      return call(function, arguments);
    } catch (LimitExceeded limit) {
      return Optional.empty();
    } catch (Trap trap) {
      boolean foreseen =
          trap.kind() == Trap.Kind.UNREACHABLE || trap.kind() == Trap.Kind.CANONICAL_ABI;
      if (!foreseen) {
        throw new AssertionError("an unforeseen trap for " + type, trap);
      }
      return Optional.empty();
    }
  }

  private Optional<Object> call(String function, Object... arguments) {
    try (ComponentInstance instance = linked.instantiate(CONFIG)) {
      return Optional.ofNullable(instance.export(function).call(LIMITS, arguments));
    }
  }

  private void requireSame(Object expected, Object found, String where) {
    if (!AbiValues.show(expected).equals(AbiValues.show(found))) {
      throw new AssertionError(
          "%s came back %s as %s, a value of %s"
              .formatted(AbiValues.show(expected), where, AbiValues.show(found), type));
    }
  }
}
