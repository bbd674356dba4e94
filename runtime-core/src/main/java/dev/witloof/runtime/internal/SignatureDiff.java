package dev.witloof.runtime.internal;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.runtime.GuestText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares an exported interface to its contract and lists every difference by its path, such as
 * {@code open, parameter cursor, option: expected list<u8>, found string}. Resources are the same
 * when they stand in the same places.
 */
final class SignatureDiff {
  private final List<String> differences = new ArrayList<>();
  private final Map<ResourceType, ResourceType> resources = new HashMap<>();

  private SignatureDiff() {}

  /** Empty when {@code found} has every function of {@code expected} with the same signature. */
  static List<String> of(ExternType.Instance expected, ExternType.Instance found) {
    SignatureDiff diff = new SignatureDiff();
    expected
        .exports()
        .forEach(
            (name, type) -> {
              if (type instanceof ExternType.Func func) {
                diff.function(name, func, found.exports().get(name));
              } else if (type instanceof ExternType.Resource
                  && !(found.exports().get(name) instanceof ExternType.Resource)) {
                diff.differences.add("resource " + name + " is missing");
              }
            });
    return diff.differences;
  }

  private void function(String name, ExternType.Func expected, ExternType found) {
    if (!(found instanceof ExternType.Func func)) {
      differences.add(name + " is missing; expected " + WitText.of(expected));
      return;
    }
    int common = Math.min(expected.params().size(), func.params().size());
    for (int i = 0; i < common; i++) {
      ValueType.Named wanted = expected.params().get(i);
      ValueType.Named given = func.params().get(i);
      String path = name + ", parameter " + wanted.name();
      if (!wanted.name().equals(given.name())) {
        differences.add(path + ": is named " + GuestText.quote(given.name()));
      }
      compare(path, wanted.type(), given.type());
    }
    if (expected.params().size() != func.params().size()) {
      differences.add(
          "%s: expected %d parameters, found %d"
              .formatted(name, expected.params().size(), func.params().size()));
    }
    payload(name + ", result", expected.result(), func.result());
  }

  private void compare(String path, ValueType expected, ValueType found) {
    if (expected instanceof ValueType.ListOf a && found instanceof ValueType.ListOf b) {
      compare(path + ", list element", a.element(), b.element());
    } else if (expected instanceof ValueType.OptionOf a && found instanceof ValueType.OptionOf b) {
      compare(path + ", option", a.some(), b.some());
    } else if (expected instanceof ValueType.ResultOf a && found instanceof ValueType.ResultOf b) {
      payload(path + ", ok", a.ok(), b.ok());
      payload(path + ", error", a.error(), b.error());
    } else if (expected instanceof ValueType.RecordOf a && found instanceof ValueType.RecordOf b) {
      members(
          path + ", field ",
          a.fields(),
          b.fields(),
          ValueType.Named::name,
          field -> Optional.of(field.type()));
    } else if (expected instanceof ValueType.VariantOf a
        && found instanceof ValueType.VariantOf b) {
      members(
          path + ", case ", a.cases(), b.cases(), ValueType.Case::name, ValueType.Case::payload);
    } else if (expected instanceof ValueType.Own a && found instanceof ValueType.Own b) {
      resource(path, expected, found, a.resource(), b.resource());
    } else if (expected instanceof ValueType.Borrow a && found instanceof ValueType.Borrow b) {
      resource(path, expected, found, a.resource(), b.resource());
    } else if (!expected.equals(found)) {
      mismatch(path, WitText.of(expected), WitText.of(found));
    }
  }

  private <T> void members(
      String path,
      List<T> expected,
      List<T> found,
      Function<T, String> name,
      Function<T, Optional<ValueType>> type) {
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      if (i >= found.size()) {
        differences.add(path + name.apply(expected.get(i)) + " is missing");
      } else if (i >= expected.size()) {
        differences.add(path + GuestText.quote(name.apply(found.get(i))) + " is not expected");
      } else if (!name.apply(expected.get(i)).equals(name.apply(found.get(i)))) {
        mismatch(
            path + "number " + (i + 1),
            name.apply(expected.get(i)),
            GuestText.quote(name.apply(found.get(i))));
      } else {
        payload(
            path + name.apply(expected.get(i)),
            type.apply(expected.get(i)),
            type.apply(found.get(i)));
      }
    }
  }

  private void payload(String path, Optional<ValueType> expected, Optional<ValueType> found) {
    if (expected.isPresent() && found.isPresent()) {
      compare(path, expected.get(), found.get());
    } else if (expected.isPresent() || found.isPresent()) {
      mismatch(
          path,
          expected.map(WitText::of).orElse("nothing"),
          found.map(WitText::of).orElse("nothing"));
    }
  }

  private void resource(
      String path, ValueType expected, ValueType found, ResourceType a, ResourceType b) {
    ResourceType known = resources.putIfAbsent(a, b);
    if (known != null && known != b) {
      mismatch(path, WitText.of(expected), WitText.of(found) + " of another resource");
    }
  }

  private void mismatch(String path, String expected, String found) {
    differences.add(path + ": expected " + expected + ", found " + found);
  }
}
