package dev.witloof.component.internal.validate;

import dev.witloof.component.type.TypePrinter;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Import matching of core WebAssembly, and subtyping of core module types. */
public final class CoreMatching {
  private CoreMatching() {}

  /** Why {@code actual} cannot be given where {@code expected} is imported; empty if it can. */
  public static Optional<String> mismatch(CoreType expected, CoreType actual) {
    if (expected instanceof CoreType.Func wants && actual instanceof CoreType.Func has) {
      return wants.equals(has)
          ? Optional.empty()
          : Optional.of("expected: " + text(wants) + ", found: " + text(has));
    } else if (expected instanceof CoreType.Table wants && actual instanceof CoreType.Table has) {
      return table(wants, has);
    } else if (expected instanceof CoreType.Memory wants && actual instanceof CoreType.Memory has) {
      return memory(wants, has);
    } else if (expected instanceof CoreType.Global wants && actual instanceof CoreType.Global has) {
      return global(wants, has);
    }
    return Optional.of("expected " + kind(expected) + ", found " + kind(actual));
  }

  private static Optional<String> table(CoreType.Table wants, CoreType.Table has) {
    if (wants.element() != has.element()) {
      return Optional.of(
          "expected table element type %s, found %s"
              .formatted(text(wants.element()), text(has.element())));
    }
    return limitsMatch(wants.min(), wants.max(), has.min(), has.max())
        ? Optional.empty()
        : Optional.of("mismatch in table limits" + types(wants, has));
  }

  private static Optional<String> memory(CoreType.Memory wants, CoreType.Memory has) {
    if (wants.shared() != has.shared()) {
      return Optional.of("mismatch in the shared flag for memories" + types(wants, has));
    } else if (wants.memory64() != has.memory64()) {
      return Optional.of("mismatch in index type used for memories" + types(wants, has));
    }
    return limitsMatch(wants.min(), wants.max(), has.min(), has.max())
        ? Optional.empty()
        : Optional.of("mismatch in memory limits" + types(wants, has));
  }

  private static Optional<String> global(CoreType.Global wants, CoreType.Global has) {
    if (wants.mutable() != has.mutable()) {
      return Optional.of("global types differ in mutability" + types(wants, has));
    }
    return wants.type() == has.type()
        ? Optional.empty()
        : Optional.of(
            "expected global type %s, found %s".formatted(text(wants.type()), text(has.type())));
  }

  private static boolean limitsMatch(
      long wantsMin, OptionalLong wantsMax, long hasMin, OptionalLong hasMax) {
    return hasMin >= wantsMin
        && (wantsMax.isEmpty()
            || (hasMax.isPresent() && hasMax.getAsLong() <= wantsMax.getAsLong()));
  }

  /** A module may import less and export more than is expected. */
  static Optional<String> mismatch(
      CoreModuleType expected, CoreModuleType actual, Runnable onStep) {
    Map<List<String>, CoreType> provided = new HashMap<>();
    for (CoreModuleType.Import one : expected.imports()) {
      onStep.run();
      provided.put(List.of(one.module(), one.name()), one.type());
    }
    for (CoreModuleType.Import needed : actual.imports()) {
      onStep.run();
      String name = needed.module() + "::" + needed.name();
      CoreType given = provided.get(List.of(needed.module(), needed.name()));
      if (given == null) {
        return Optional.of("missing expected import `" + name + "`");
      }
      Optional<String> reason = mismatch(needed.type(), given);
      if (reason.isPresent()) {
        return Optional.of("type mismatch in import `" + name + "`: " + reason.get());
      }
    }
    for (Map.Entry<String, CoreType> export : expected.exports().entrySet()) {
      onStep.run();
      CoreType has = actual.exports().get(export.getKey());
      if (has == null) {
        return Optional.of("missing expected export `" + export.getKey() + "`");
      }
      Optional<String> reason = mismatch(export.getValue(), has);
      if (reason.isPresent()) {
        return Optional.of("type mismatch in export `" + export.getKey() + "`: " + reason.get());
      }
    }
    return Optional.empty();
  }

  private static String types(CoreType expected, CoreType actual) {
    return ": expected %s, found %s"
        .formatted(TypePrinter.print(expected), TypePrinter.print(actual));
  }

  private static String kind(CoreType type) {
    if (type instanceof CoreType.Func) {
      return "func";
    } else if (type instanceof CoreType.Table) {
      return "table";
    } else if (type instanceof CoreType.Memory) {
      return "memory";
    }
    return "global";
  }

  private static String text(CoreType.Func type) {
    StringBuilder text = new StringBuilder("(func");
    values(" (param", type.params(), text);
    values(" (result", type.results(), text);
    return text.append(')').toString();
  }

  private static void values(String head, List<CoreType.Val> types, StringBuilder text) {
    if (!types.isEmpty()) {
      text.append(head);
      types.forEach(type -> text.append(' ').append(text(type)));
      text.append(')');
    }
  }

  private static String text(CoreType.Val type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
