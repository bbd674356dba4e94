package dev.witloof.component.type;

import dev.witloof.engine.CoreType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Types as in WIT text, for messages and reports. */
public final class TypePrinter {
  /** A huge type in a message helps nobody. */
  private static final int MAX_LENGTH = 2_000;

  private TypePrinter() {}

  /** A type on one line, cut off when it is very long. */
  public static String print(ExternType type) {
    StringBuilder out = new StringBuilder();
    extern(type, out);
    return cut(out);
  }

  /** A value type on one line, cut off when it is very long. */
  public static String print(ValueType type) {
    StringBuilder out = new StringBuilder();
    value(type, out);
    return cut(out);
  }

  private static String cut(StringBuilder out) {
    return out.length() > MAX_LENGTH ? out.substring(0, MAX_LENGTH) + "…" : out.toString();
  }

  private static void extern(ExternType type, StringBuilder out) {
    if (type instanceof ExternType.Func func) {
      out.append("func(");
      named(func.params(), out);
      out.append(')');
      func.result().ifPresent(result -> value(result, out.append(" -> ")));
    } else if (type instanceof ExternType.Instance instance) {
      labels(instance.exports().keySet(), out.append("interface { "));
    } else if (type instanceof ExternType.Component) {
      out.append("component");
    } else if (type instanceof ExternType.CoreModule) {
      out.append("core module");
    } else if (type instanceof ExternType.TypeEq eq) {
      value(eq.type(), out.append("type "));
    } else if (type instanceof ExternType.Resource resource) {
      out.append("resource ").append(resource.type().name());
    } else if (type instanceof ExternType.Declared declared) {
      out.append(declared.kind());
    }
  }

  private static void named(List<ValueType.Named> all, StringBuilder out) {
    String separator = "";
    for (ValueType.Named one : all) {
      value(one.type(), out.append(separator).append(one.name()).append(": "));
      separator = ", ";
      if (out.length() > MAX_LENGTH) {
        return;
      }
    }
  }

  private static void value(ValueType type, StringBuilder out) {
    if (out.length() > MAX_LENGTH) {
      return;
    }
    if (type instanceof ValueType.Primitive primitive) {
      out.append(primitive.name().toLowerCase(Locale.ROOT));
    } else if (type instanceof ValueType.ListOf list) {
      value(list.element(), out.append("list<"));
      out.append('>');
    } else if (type instanceof ValueType.RecordOf record) {
      named(record.fields(), out.append("record { "));
      out.append(" }");
    } else if (type instanceof ValueType.TupleOf tuple) {
      out.append("tuple<");
      String separator = "";
      for (ValueType element : tuple.elements()) {
        value(element, out.append(separator));
        separator = ", ";
        if (out.length() > MAX_LENGTH) {
          return;
        }
      }
      out.append('>');
    } else if (type instanceof ValueType.VariantOf variant) {
      cases(variant.cases(), out);
    } else if (type instanceof ValueType.EnumOf labels) {
      labels(labels.labels(), out.append("enum { "));
    } else if (type instanceof ValueType.FlagsOf labels) {
      labels(labels.labels(), out.append("flags { "));
    } else if (type instanceof ValueType.OptionOf option) {
      value(option.some(), out.append("option<"));
      out.append('>');
    } else if (type instanceof ValueType.ResultOf result) {
      result(result.ok(), result.error(), out);
    } else if (type instanceof ValueType.Own own) {
      out.append("own<").append(own.resource().name()).append('>');
    } else if (type instanceof ValueType.Borrow borrow) {
      out.append("borrow<").append(borrow.resource().name()).append('>');
    }
  }

  private static void labels(Collection<String> labels, StringBuilder out) {
    String separator = "";
    for (String label : labels) {
      out.append(separator).append(label);
      separator = ", ";
      if (out.length() > MAX_LENGTH) {
        return;
      }
    }
    out.append(" }");
  }

  private static void cases(List<ValueType.Case> cases, StringBuilder out) {
    out.append("variant { ");
    String separator = "";
    for (ValueType.Case one : cases) {
      out.append(separator).append(one.name());
      separator = ", ";
      if (one.payload().isPresent()) {
        value(one.payload().get(), out.append('('));
        out.append(')');
      }
      if (out.length() > MAX_LENGTH) {
        return;
      }
    }
    out.append(" }");
  }

  private static void result(Optional<ValueType> ok, Optional<ValueType> error, StringBuilder out) {
    out.append("result");
    if (ok.isEmpty() && error.isEmpty()) {
      return;
    }
    out.append('<');
    ok.ifPresentOrElse(type -> value(type, out), () -> out.append('_'));
    error.ifPresent(type -> value(type, out.append(", ")));
    out.append('>');
  }

  /** Core types as in the text format. */
  public static String print(CoreType type) {
    if (type instanceof CoreType.Func func) {
      return "(" + core(func.params()) + ") -> (" + core(func.results()) + ")";
    } else if (type instanceof CoreType.Global global) {
      return "global " + (global.mutable() ? "mut " : "") + core(List.of(global.type()));
    } else if (type instanceof CoreType.Table table) {
      return "table " + limits(table.min(), table.max()) + " " + core(List.of(table.element()));
    }
    CoreType.Memory memory = (CoreType.Memory) type;
    return "memory "
        + (memory.memory64() ? "i64 " : "")
        + limits(memory.min(), memory.max())
        + (memory.shared() ? " shared" : "");
  }

  private static String limits(long min, OptionalLong max) {
    return max.isPresent() ? min + " " + max.getAsLong() : Long.toString(min);
  }

  private static String core(List<CoreType.Val> types) {
    return types.stream()
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
