package dev.witloof.component.internal.validate;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.TypePrinter;
import dev.witloof.component.type.ValueType;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Whether one type may stand where another is expected (Explainer.md, subtyping), with every
 * difference said. Resource types are the same by identity, but for the expected ones that are
 * abstract: those stand for whatever resource the actual type has under their name.
 *
 * <p>Keeps what abstract resources stand for from one {@link #compare} to the next, as imports
 * refer to the resources of earlier imports.
 */
public final class Subtyping {
  /** Enough to understand, few enough to read. */
  private static final int MAX_DIFFERENCES = 20;

  private final Predicate<ResourceType> isAbstract;
  private final Runnable onStep;
  private final Map<ResourceType, ResourceType> meaning = new IdentityHashMap<>();
  private List<String> differences = new ArrayList<>();

  /** {@code isAbstract} tells which of the expected resource types may be bound. */
  public Subtyping(Predicate<ResourceType> isAbstract) {
    this(isAbstract, () -> {});
  }

  /** {@code onStep} is run for each node that is compared; it may throw to end the comparison. */
  public Subtyping(Predicate<ResourceType> isAbstract, Runnable onStep) {
    this.isAbstract = isAbstract;
    this.onStep = onStep;
  }

  /**
   * The differences that keep {@code actual} from being used as {@code expected}; empty if none.
   */
  public List<String> compare(String name, ExternType expected, ExternType actual) {
    differences = new ArrayList<>();
    extern(name, expected, actual);
    return differences;
  }

  /** The actual resource that an abstract one stands for, once compared. */
  public Optional<ResourceType> meaningOf(ResourceType expected) {
    return Optional.ofNullable(meaning.get(expected));
  }

  private void missing(String path, ExternType expected) {
    onStep.run();
    if (differences.size() < MAX_DIFFERENCES) {
      differ(path, "expected " + TypePrinter.print(expected) + ", missing");
    }
  }

  private void differ(String path, String message) {
    if (differences.size() < MAX_DIFFERENCES) {
      differences.add(path + ": " + message);
    }
  }

  private void extern(String path, ExternType expected, ExternType actual) {
    onStep.run();
    if (differences.size() >= MAX_DIFFERENCES) {
      return;
    }
    if (expected instanceof ExternType.Instance wants
        && actual instanceof ExternType.Instance has) {
      exports(path, wants.exports(), has.exports());
    } else if (expected instanceof ExternType.Func wants && actual instanceof ExternType.Func has) {
      if (!sameFunction(wants, has)) {
        differ(path, "expected " + TypePrinter.print(wants) + ", found " + TypePrinter.print(has));
      }
    } else if (expected instanceof ExternType.Resource wants
        && actual instanceof ExternType.Resource has) {
      if (!sameResource(wants.type(), has.type())) {
        differ(path, "resource types are not the same");
      }
    } else if (expected instanceof ExternType.TypeEq wants
        && actual instanceof ExternType.TypeEq has) {
      if (!sameValue(wants.type(), has.type())) {
        differ(path, "expected " + TypePrinter.print(wants) + ", found " + TypePrinter.print(has));
      }
    } else if (expected instanceof ExternType.CoreModule wants
        && actual instanceof ExternType.CoreModule has) {
      module(path, wants.type(), has.type());
    } else if (expected instanceof ExternType.Component wants
        && actual instanceof ExternType.Component has) {
      component(path, wants, has);
    } else if (expected instanceof ExternType.Declared wants
        && actual instanceof ExternType.Declared has
        && wants.kind().equals(has.kind())) {
      extern(path, wants.type(), has.type());
    } else {
      differ(
          path, "expected " + TypePrinter.print(expected) + ", found " + TypePrinter.print(actual));
    }
  }

  private void exports(String path, Map<String, ExternType> wants, Map<String, ExternType> has) {
    wants.forEach(
        (name, expected) -> {
          ExternType actual = has.get(name);
          if (actual == null) {
            missing(path + "." + name, expected);
          } else {
            extern(path + "." + name, expected, actual);
          }
        });
  }

  /**
   * It may import less and export more than is expected. What its resources stand for does not
   * matter beyond: the same component may be compared again.
   */
  private void component(String path, ExternType.Component wants, ExternType.Component has) {
    Map<ResourceType, ResourceType> before = new IdentityHashMap<>(meaning);
    before.values().forEach(resource -> onStep.run());
    has.imports()
        .forEach(
            (name, needed) -> {
              ExternType given = wants.imports().get(name);
              if (given == null) {
                differ(path, "imports " + name + ", which is not expected");
              } else {
                extern(path + "." + name, needed, given);
              }
            });
    wants.imports().values().forEach(this::standsForItself);
    exports(path, wants.exports(), has.exports());
    meaning.clear();
    meaning.putAll(before);
  }

  /** What the expected component type imports is given, nothing its exports could choose. */
  private void standsForItself(ExternType type) {
    if (type instanceof ExternType.Resource resource) {
      meaning.putIfAbsent(resource.type(), resource.type());
    } else if (type instanceof ExternType.Instance instance) {
      instance.exports().values().forEach(this::standsForItself);
    }
  }

  private void module(String path, CoreModuleType wants, CoreModuleType has) {
    Map<List<String>, CoreType> provided = new HashMap<>();
    wants.imports().forEach(i -> onStep.run());
    wants.imports().forEach(i -> provided.put(List.of(i.module(), i.name()), i.type()));
    for (CoreModuleType.Import needed : has.imports()) {
      onStep.run();
      CoreType given = provided.get(List.of(needed.module(), needed.name()));
      if (given == null || !coreMatches(needed.type(), given)) {
        differ(path, "imports " + needed.module() + "." + needed.name() + " of another type");
      }
    }
    wants
        .exports()
        .forEach(
            (name, expected) -> {
              onStep.run();
              CoreType actual = has.exports().get(name);
              if (actual == null || !coreMatches(expected, actual)) {
                differ(path + "." + name, "missing or of another core type");
              }
            });
  }

  private boolean sameFunction(ExternType.Func a, ExternType.Func b) {
    if (a.params().size() != b.params().size() || !sameOptional(a.result(), b.result())) {
      return false;
    }
    return sameNamed(a.params(), b.params());
  }

  private boolean sameNamed(List<ValueType.Named> a, List<ValueType.Named> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).name().equals(b.get(i).name())
          || !sameValue(a.get(i).type(), b.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  private boolean sameOptional(Optional<ValueType> a, Optional<ValueType> b) {
    return a.isPresent() == b.isPresent() && (a.isEmpty() || sameValue(a.get(), b.get()));
  }

  private boolean sameResource(ResourceType expected, ResourceType actual) {
    ResourceType resolved = meaning.getOrDefault(actual, actual);
    ResourceType bound = meaning.get(expected);
    if (bound != null) {
      return bound == resolved;
    }
    if (expected != resolved && isAbstract.test(expected)) {
      meaning.put(expected, resolved);
      return true;
    }
    return expected == resolved;
  }

  private boolean sameValue(ValueType a, ValueType b) {
    onStep.run();
    if (a instanceof ValueType.ListOf x && b instanceof ValueType.ListOf y) {
      return sameValue(x.element(), y.element());
    }
    if (a instanceof ValueType.RecordOf x && b instanceof ValueType.RecordOf y) {
      return sameNamed(x.fields(), y.fields());
    }
    if (a instanceof ValueType.TupleOf x && b instanceof ValueType.TupleOf y) {
      return sameTuple(x.elements(), y.elements());
    }
    if (a instanceof ValueType.VariantOf x && b instanceof ValueType.VariantOf y) {
      return sameCases(x.cases(), y.cases());
    }
    if (a instanceof ValueType.OptionOf x && b instanceof ValueType.OptionOf y) {
      return sameValue(x.some(), y.some());
    }
    if (a instanceof ValueType.ResultOf x && b instanceof ValueType.ResultOf y) {
      return sameOptional(x.ok(), y.ok()) && sameOptional(x.error(), y.error());
    }
    if (a instanceof ValueType.Own x && b instanceof ValueType.Own y) {
      return sameResource(x.resource(), y.resource());
    }
    if (a instanceof ValueType.Borrow x && b instanceof ValueType.Borrow y) {
      return sameResource(x.resource(), y.resource());
    }
    return a.equals(b);
  }

  private boolean sameTuple(List<ValueType> a, List<ValueType> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = sameValue(a.get(i), b.get(i));
    }
    return same;
  }

  private boolean sameCases(List<ValueType.Case> a, List<ValueType.Case> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same =
          a.get(i).name().equals(b.get(i).name())
              && sameOptional(a.get(i).payload(), b.get(i).payload());
    }
    return same;
  }

  /**
   * Core import matching: whether {@code actual} may be given where {@code expected} is imported.
   */
  public static boolean coreMatches(CoreType expected, CoreType actual) {
    if (expected instanceof CoreType.Table wants && actual instanceof CoreType.Table has) {
      return wants.element() == has.element()
          && limitsMatch(wants.min(), wants.max(), has.min(), has.max());
    }
    if (expected instanceof CoreType.Memory wants && actual instanceof CoreType.Memory has) {
      return wants.shared() == has.shared()
          && wants.memory64() == has.memory64()
          && limitsMatch(wants.min(), wants.max(), has.min(), has.max());
    }
    return expected.equals(actual);
  }

  private static boolean limitsMatch(
      long wantsMin, OptionalLong wantsMax, long hasMin, OptionalLong hasMax) {
    return hasMin >= wantsMin
        && (wantsMax.isEmpty()
            || (hasMax.isPresent() && hasMax.getAsLong() <= wantsMax.getAsLong()));
  }
}
