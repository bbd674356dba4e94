package dev.witloof.fuzz;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.InvalidComponent;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.UnlinkableComponent;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.TypePrinter;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reader, validator and linker of components. Whatever the bytes are, reading them gives a
 * component or an {@link InvalidComponent}, the same each time. A component without imports links,
 * unless a core module is refused, and runs within its limits.
 */
public final class ComponentTarget {
  private static final Engine ENGINE = Engines.create(Engine.Mode.INTERPRETER);
  private static final CallLimits LIMITS = new CallLimits(100_000, Duration.ofSeconds(5), 1L << 20);
  private static final InstanceConfig CONFIG = new InstanceConfig(1L << 20, 100, LIMITS, List.of());
  private static final Linker LINKER = new Linker(ENGINE);

  private ComponentTarget() {}

  /** Bytes: which of three forms, and then a component as it is, framed, or by choice. */
  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    switch (choices.below(3)) {
      case 0 -> check(choices.rest(), choices);
      case 1 -> check(Framing.assemble(choices.rest(), true), choices);
      default -> check(ComponentGenerator.component(choices), choices);
    }
  }

  private static void check(byte[] bytes, Choices choices) {
    byte[] kept = bytes.clone();
    String first = outcome(bytes);
    String second = outcome(kept);
    if (!first.equals(second)) {
      throw new AssertionError("read twice: " + first + " and then " + second);
    }
    if (!first.startsWith("valid")) {
      return;
    }
    Component component = Component.read(bytes);
    try {
      run(LINKER.link(component), component.exports(), choices);
    } catch (UnlinkableComponent unlinkable) {
      if (component.imports().isEmpty()) {
        throw new AssertionError("there is nothing that could be missing", unlinkable);
      }
    } catch (InvalidModule refused) {
      if (refused.getMessage().contains("the engine refuses")) {
        throw new AssertionError("valid by our own rules, but the engine failed on it", refused);
      }
    }
  }

  private static String outcome(byte[] bytes) {
    try {
      Component component = Component.read(bytes);
      return "valid, " + print(component.imports()) + ", " + print(component.exports());
    } catch (InvalidComponent invalid) {
      boolean inside = invalid.offset() >= 0 && invalid.offset() <= bytes.length;
      if (!inside) {
        throw new AssertionError("the fault is at no byte of the component", invalid);
      }
      return invalid.kind() + ": " + invalid.getMessage();
    }
  }

  private static String print(Map<String, ExternType> types) {
    StringBuilder text = new StringBuilder();
    types.forEach(
        (name, type) ->
            text.append(name).append(": ").append(TypePrinter.print(type)).append("; "));
    return text.toString();
  }

  private static void run(
      LinkedComponent linked, Map<String, ExternType> exports, Choices choices) {
    try (ComponentInstance instance = linked.instantiate(CONFIG)) {
      for (Map.Entry<String, ExternType> export : exports.entrySet()) {
        if (export.getValue() instanceof ExternType.Func) {
          call(instance.export(export.getKey()), choices);
        } else if (export.getValue() instanceof ExternType.Instance inner) {
          for (Map.Entry<String, ExternType> member : inner.exports().entrySet()) {
            if (member.getValue() instanceof ExternType.Func) {
              call(instance.export(export.getKey(), member.getKey()), choices);
            }
          }
        }
      }
    } catch (LimitExceeded expected) {
      Objects.requireNonNull(expected.limit());
    } catch (Trap trap) {
      if (trap.kind() == Trap.Kind.ENGINE_FAULT) {
        throw new AssertionError("the engine failed on a valid component", trap);
      }
    }
  }

  private static void call(ComponentFunction function, Choices choices) {
    ExternType.Func type = function.type();
    // There is no resource yet that a handle could stand for.
    if (type.params().stream().anyMatch(param -> AbiTypes.hasHandle(param.type()))) {
      return;
    }
    AbiValues values = new AbiValues(choices);
    function.call(
        LIMITS, type.params().stream().map(param -> values.value(param.type())).toArray());
  }
}
