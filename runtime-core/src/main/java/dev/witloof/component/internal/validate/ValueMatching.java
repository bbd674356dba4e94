package dev.witloof.component.internal.validate;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Equality of value types and function types, but for what abstract resources stand for. */
final class ValueMatching {
  private final ResourceMeanings resources;
  private final Runnable onStep;

  ValueMatching(ResourceMeanings resources, Runnable onStep) {
    this.resources = resources;
    this.onStep = onStep;
  }

  /** Why the functions differ; empty if they do not. */
  Optional<String> mismatch(ExternType.Func expected, ExternType.Func actual) {
    List<ValueType.Named> wants = expected.params();
    List<ValueType.Named> has = actual.params();
    if (wants.size() != has.size()) {
      return Optional.of("expected %d parameters, found %d".formatted(wants.size(), has.size()));
    }
    for (int i = 0; i < wants.size(); i++) {
      String name = wants.get(i).name();
      if (!name.equals(has.get(i).name())) {
        return Optional.of(
            "expected parameter named `%s`, found `%s`".formatted(name, has.get(i).name()));
      }
      Optional<String> reason = mismatch(wants.get(i).type(), has.get(i).type());
      if (reason.isPresent()) {
        return within("function parameter `" + name + "`", reason.get());
      }
    }
    if (expected.result().isPresent() != actual.result().isPresent()) {
      return Optional.of("expected a result, found none, or the other way round");
    }
    return expected.result().isEmpty()
        ? Optional.empty()
        : mismatch(expected.result().get(), actual.result().get())
            .map(reason -> "type mismatch with result type: " + reason);
  }

  /** Why type definitions differ; empty if they do not. */
  Optional<String> definedMismatch(ValueType expected, ValueType actual) {
    return expected instanceof Primitive && !(actual instanceof Primitive)
        ? Optional.of("expected primitive, found " + kind(actual))
        : mismatch(expected, actual);
  }

  /** Why the types differ; empty if they do not. */
  Optional<String> mismatch(ValueType expected, ValueType actual) {
    onStep.run();
    if (expected instanceof ValueType.ListOf x && actual instanceof ValueType.ListOf y) {
      return mismatch(x.element(), y.element())
          .map(reason -> "type mismatch in list element: " + reason);
    } else if (expected instanceof ValueType.RecordOf x && actual instanceof ValueType.RecordOf y) {
      return fields(x.fields(), y.fields());
    } else if (expected instanceof ValueType.TupleOf x && actual instanceof ValueType.TupleOf y) {
      return elements(x.elements(), y.elements());
    } else if (expected instanceof ValueType.VariantOf x
        && actual instanceof ValueType.VariantOf y) {
      return cases(x.cases(), y.cases());
    } else if (expected instanceof ValueType.OptionOf x && actual instanceof ValueType.OptionOf y) {
      return mismatch(x.some(), y.some()).map(reason -> "type mismatch in option: " + reason);
    } else if (expected instanceof ValueType.ResultOf x && actual instanceof ValueType.ResultOf y) {
      Optional<String> reason = alternative("ok", x.ok(), y.ok());
      return reason.isPresent() ? reason : alternative("err", x.error(), y.error());
    } else if (expected instanceof ValueType.Own x && actual instanceof ValueType.Own y) {
      return sameIf(resources.same(x.resource(), y.resource()), Subtyping.OTHER_RESOURCE);
    } else if (expected instanceof ValueType.Borrow x && actual instanceof ValueType.Borrow y) {
      return sameIf(resources.same(x.resource(), y.resource()), Subtyping.OTHER_RESOURCE);
    } else if (expected instanceof ValueType.FlagsOf && actual instanceof ValueType.FlagsOf) {
      return sameIf(expected.equals(actual), "mismatch in flags elements");
    } else if (expected instanceof ValueType.EnumOf && actual instanceof ValueType.EnumOf) {
      return sameIf(expected.equals(actual), "mismatch in enum elements");
    } else if (expected instanceof Primitive x && actual instanceof Primitive y) {
      return sameIf(
          x == y, "expected primitive `%s` found primitive `%s`".formatted(kind(x), kind(y)));
    }
    return Optional.of("expected %s, found %s".formatted(kind(expected), kind(actual)));
  }

  private Optional<String> fields(List<ValueType.Named> wants, List<ValueType.Named> has) {
    if (wants.size() != has.size()) {
      return Optional.of("expected %d fields, found %d".formatted(wants.size(), has.size()));
    }
    for (int i = 0; i < wants.size(); i++) {
      String name = wants.get(i).name();
      if (!name.equals(has.get(i).name())) {
        return Optional.of(
            "expected field name `%s`, found `%s`".formatted(name, has.get(i).name()));
      }
      Optional<String> reason = mismatch(wants.get(i).type(), has.get(i).type());
      if (reason.isPresent()) {
        return within("record field `" + name + "`", reason.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> elements(List<ValueType> wants, List<ValueType> has) {
    if (wants.size() != has.size()) {
      return Optional.of("expected %d types, found %d".formatted(wants.size(), has.size()));
    }
    for (int i = 0; i < wants.size(); i++) {
      Optional<String> reason = mismatch(wants.get(i), has.get(i));
      if (reason.isPresent()) {
        return within("tuple field " + i, reason.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> cases(List<ValueType.Case> wants, List<ValueType.Case> has) {
    if (wants.size() != has.size()) {
      return Optional.of("expected %d cases, found %d".formatted(wants.size(), has.size()));
    }
    for (int i = 0; i < wants.size(); i++) {
      String name = wants.get(i).name();
      if (!name.equals(has.get(i).name())) {
        return Optional.of(
            "expected case named `%s`, found `%s`".formatted(name, has.get(i).name()));
      }
      Optional<ValueType> wanted = wants.get(i).payload();
      Optional<ValueType> given = has.get(i).payload();
      if (wanted.isPresent() && given.isEmpty()) {
        return Optional.of("expected case `" + name + "` to have a type, found none");
      } else if (wanted.isEmpty() && given.isPresent()) {
        return Optional.of("expected case `" + name + "` to have no type");
      } else if (wanted.isPresent()) {
        Optional<String> reason = mismatch(wanted.get(), given.get());
        if (reason.isPresent()) {
          return within("variant case `" + name + "`", reason.get());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> alternative(
      String name, Optional<ValueType> wanted, Optional<ValueType> given) {
    if (wanted.isPresent() && given.isEmpty()) {
      return Optional.of("expected " + name + " type, but found none");
    } else if (wanted.isEmpty() && given.isPresent()) {
      return Optional.of("expected " + name + " type to not be present");
    } else if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return mismatch(wanted.get(), given.get())
        .map(reason -> "type mismatch in " + name + " variant: " + reason);
  }

  private static Optional<String> within(String where, String reason) {
    return Optional.of("type mismatch in " + where + ": " + reason);
  }

  private static Optional<String> sameIf(boolean same, String reason) {
    return same ? Optional.empty() : Optional.of(reason);
  }

  private static String kind(ValueType type) {
    if (type instanceof Primitive primitive) {
      return primitive.name().toLowerCase(Locale.ROOT);
    }
    String name = type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return name.endsWith("of") ? name.substring(0, name.length() - 2) : name;
  }
}
