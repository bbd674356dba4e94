package dev.witloof.component.internal.validate;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.TypePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A difference deep in a type with long names helps nobody. */
  private static final int MAX_LENGTH = 8_000;

  static final String OTHER_RESOURCE = "resource types are not the same";

  private final Runnable onStep;
  private final ResourceMeanings resources;
  private final ValueMatching values;
  private List<String> differences = new ArrayList<>();

  /** {@code isAbstract} tells which of the expected resource types may be bound. */
  public Subtyping(Predicate<ResourceType> isAbstract) {
    this(isAbstract, () -> {});
  }

  /** {@code onStep} is run for each node that is compared; it may throw to end the comparison. */
  public Subtyping(Predicate<ResourceType> isAbstract, Runnable onStep) {
    this.onStep = onStep;
    this.resources = new ResourceMeanings(isAbstract);
    this.values = new ValueMatching(resources, onStep);
  }

  /**
   * The differences that keep {@code actual} from being used as {@code expected}; empty if none.
   */
  public List<String> compare(String name, ExternType expected, ExternType actual) {
    differences = new ArrayList<>();
    extern(new Path(Optional.empty(), name), expected, actual);
    return differences;
  }

  /** The actual resource that an abstract one stands for, once compared. */
  public Optional<ResourceType> meaningOf(ResourceType expected) {
    return resources.of(expected);
  }

  /** The names that lead to a type; put together only for a message, as names may be long. */
  private record Path(Optional<Path> outer, String name) {
    Path to(String inner) {
      return new Path(Optional.of(this), inner);
    }

    String text() {
      return outer.map(path -> path.text() + ".").orElse("") + name;
    }
  }

  private void differ(Path path, ExternType expected, ExternType actual, String reason) {
    differ(
        path,
        "expected %s, found %s: %s"
            .formatted(TypePrinter.print(expected), TypePrinter.print(actual), reason));
  }

  private void differ(Path path, String message) {
    if (differences.size() < MAX_DIFFERENCES) {
      differences.add(path.text() + ": " + cut(message));
    }
  }

  private static String cut(String message) {
    return message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "…" : message;
  }

  private void extern(Path path, ExternType expected, ExternType actual) {
    onStep.run();
    if (differences.size() >= MAX_DIFFERENCES) {
      return;
    }
    if (expected instanceof ExternType.Instance wants
        && actual instanceof ExternType.Instance has) {
      exports(path, wants.exports(), has.exports());
    } else if (expected instanceof ExternType.Func wants && actual instanceof ExternType.Func has) {
      values.mismatch(wants, has).ifPresent(reason -> differ(path, expected, actual, reason));
    } else if (expected instanceof ExternType.Resource wants
        && actual instanceof ExternType.Resource has) {
      if (!resources.same(wants.type(), has.type())) {
        differ(path, OTHER_RESOURCE);
      }
    } else if (expected instanceof ExternType.TypeEq wants
        && actual instanceof ExternType.TypeEq has) {
      values
          .definedMismatch(wants.type(), has.type())
          .ifPresent(reason -> differ(path, expected, actual, reason));
    } else if (expected instanceof ExternType.CoreModule wants
        && actual instanceof ExternType.CoreModule has) {
      CoreMatching.mismatch(wants.type(), has.type(), onStep)
          .ifPresent(reason -> differ(path, reason));
    } else if (expected instanceof ExternType.Component wants
        && actual instanceof ExternType.Component has) {
      component(path, wants, has);
    } else if (expected instanceof ExternType.Declared wants
        && actual instanceof ExternType.Declared has
        && wants.kind().equals(has.kind())) {
      extern(path, wants.type(), has.type());
    } else {
      differ(path, expected, actual, kinds(expected, actual));
    }
  }

  private static String kinds(ExternType expected, ExternType actual) {
    return "expected " + kind(expected) + ", found " + kind(actual);
  }

  private static String kind(ExternType type) {
    if (type instanceof ExternType.Func) {
      return "func";
    } else if (type instanceof ExternType.Instance) {
      return "instance";
    } else if (type instanceof ExternType.Component) {
      return "component";
    } else if (type instanceof ExternType.CoreModule) {
      return "module";
    } else if (type instanceof ExternType.Resource) {
      return "resource";
    } else if (type instanceof ExternType.TypeEq) {
      return "defined type";
    }
    return ((ExternType.Declared) type).kind();
  }

  private void exports(Path path, Map<String, ExternType> wants, Map<String, ExternType> has) {
    wants.forEach(
        (name, expected) -> {
          ExternType actual = has.get(name);
          if (actual != null && kind(actual).equals(kind(expected))) {
            extern(path.to(name), expected, actual);
          } else if (actual != null) {
            String reason = "type mismatch in instance export `" + name + "`: ";
            differ(path.to(name), expected, actual, reason + kinds(expected, actual));
          } else if (differences.size() < MAX_DIFFERENCES) {
            onStep.run();
            differ(
                path.to(name),
                "expected %s, missing expected export `%s`"
                    .formatted(TypePrinter.print(expected), name));
          }
        });
  }

  /**
   * It may import less and export more than is expected. What its resources stand for does not
   * matter beyond: the same component may be compared again.
   */
  private void component(Path path, ExternType.Component wants, ExternType.Component has) {
    resources.forgetAfter(
        onStep,
        () -> {
          has.imports()
              .forEach(
                  (name, needed) -> {
                    ExternType given = wants.imports().get(name);
                    if (given == null) {
                      differ(path, "missing expected import `" + name + "`, which it needs");
                    } else {
                      extern(path.to(name), needed, given);
                    }
                  });
          wants.imports().values().forEach(this::standsForItself);
          exports(path, wants.exports(), has.exports());
        });
  }

  /** What the expected component type imports is given, nothing its exports could choose. */
  private void standsForItself(ExternType type) {
    if (type instanceof ExternType.Resource resource) {
      resources.standsForItself(resource.type());
    } else if (type instanceof ExternType.Instance instance) {
      instance.exports().values().forEach(this::standsForItself);
    }
  }
}
