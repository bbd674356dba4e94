package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.validate.Names;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index spaces of a component, a component type or an instance type. */
final class Scope {
  private final @Nullable Scope parent;
  private final boolean component;
  private final int componentInstance;
  private final Map<Sort, List<Item>> spaces = new EnumMap<>(Sort.class);
  private final Set<String> importNames = new HashSet<>();
  private final Set<String> exportNames = new HashSet<>();

  private Scope(@Nullable Scope parent, boolean component, int componentInstance) {
    this.parent = parent;
    this.component = component;
    this.componentInstance = componentInstance;
  }

  /** The scope of a component that is instantiated as the plan's instance of that number. */
  static Scope ofComponent(@Nullable Scope parent, int componentInstance) {
    return new Scope(parent, true, componentInstance);
  }

  static Scope ofType(Scope parent) {
    return new Scope(parent, false, -1);
  }

  int componentInstance() {
    return componentInstance;
  }

  void add(Sort sort, Item item) {
    spaces.computeIfAbsent(sort, s -> new ArrayList<>()).add(item);
  }

  Item get(Sort sort, int index, int offset) {
    List<Item> space = spaces.getOrDefault(sort, List.of());
    if (index >= space.size()) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "unknown "
              + sort.title()
              + " "
              + index
              + ": "
              + sort.title()
              + " index out of bounds, "
              + space.size()
              + " defined");
    }
    return space.get(index);
  }

  /** The item if it is of that class; an index space may hold several classes. */
  <T extends Item> T get(Sort sort, int index, Class<T> expected, String what, int offset) {
    Item item = get(sort, index, offset);
    if (!expected.isInstance(item)) {
      throw new InvalidComponent(
          Kind.INVALID, offset, sort.title() + " index " + index + " is not " + what);
    }
    return expected.cast(item);
  }

  /** The target of an outer alias, and whether the way to it leaves a component. */
  record Outer(Scope scope, boolean leavesComponent) {}

  Outer outer(int scopes, int offset) {
    Scope at = this;
    boolean leaves = false;
    for (int i = 0; i < scopes; i++) {
      leaves |= at.component;
      at =
          Optional.ofNullable(at.parent)
              .orElseThrow(
                  () ->
                      new InvalidComponent(
                          Kind.INVALID,
                          offset,
                          "invalid outer alias count of " + scopes + ": not that deep"));
    }
    return new Outer(at, leaves);
  }

  void claimImport(String name, int offset) {
    claim(importNames, name, "import", offset);
  }

  void claimExport(String name, int offset) {
    claim(exportNames, name, "export", offset);
  }

  private static void claim(Set<String> names, String name, String what, int offset) {
    Names.checkExternName(name, offset);
    if (!names.add(Names.canonical(name))) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          what + " name '" + name + "' conflicts with a previous " + what + " name");
    }
  }
}
