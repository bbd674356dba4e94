package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition;
import dev.witloof.component.internal.binary.Definition.ExternBinary;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.binary.ExternNameBinary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The index spaces of a component, a component type or an instance type. */
final class Scope {
  private final @Nullable Scope parent;
  private final boolean component;
  private final int componentInstance;
  private final boolean validates;
  private final Optional<Visibility> visibility;
  private final Map<Sort, List<Item>> spaces = new EnumMap<>(Sort.class);
  private final ExternNames importNames = ExternNames.ofImports();
  private final ExternNames exportNames = ExternNames.ofExports();

  private Scope(
      @Nullable Scope parent,
      boolean component,
      int componentInstance,
      boolean validates,
      Optional<Visibility> visibility) {
    this.parent = parent;
    this.component = component;
    this.componentInstance = componentInstance;
    this.validates = validates;
    this.visibility = visibility;
  }

  /**
   * The scope of a component that is instantiated as the plan's instance of that number.
   *
   * @param visibility empty when the component was validated before and is only inlined
   */
  static Scope ofComponent(
      @Nullable Scope parent, int componentInstance, Optional<Visibility> visibility) {
    return new Scope(parent, true, componentInstance, visibility.isPresent(), visibility);
  }

  /**
   * The scope of a component type.
   *
   * @param visibility empty when the type was validated before and is only elaborated
   */
  static Scope ofComponentType(Scope parent, Optional<Visibility> visibility) {
    return new Scope(parent, false, -1, visibility.isPresent(), visibility);
  }

  /**
   * The scope of an instance type: what it refers to need not be visible before something of the
   * type is used.
   *
   * @param validates false when the type was validated before and is only elaborated
   */
  static Scope ofInstanceType(Scope parent, boolean validates) {
    return new Scope(parent, false, -1, validates, Optional.empty());
  }

  /** Whether names are checked here: they are once, however often definitions are elaborated. */
  boolean validates() {
    return validates;
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

  /** Takes an import's name, if the import may have it. */
  void claimImport(Definition.Import declared, Item item) {
    int offset = declared.offset();
    if (validates) {
      importNames.claim(declared.externName(), item, offset);
    }
    if (visibility.isPresent()) {
      if (declared.type() instanceof ExternBinary.TypeEq bound) {
        Item type = get(Sort.TYPE, bound.type(), offset);
        visibility.get().requireImportable(declared.name(), type, offset);
      }
      visibility.get().admitImport(declared.name(), item, offset);
    }
  }

  /** Takes an export's name, if the export may have it. */
  void claimExport(ExternNameBinary name, Item item, int offset) {
    if (validates) {
      exportNames.claim(name, item, offset);
    }
    visibility.ifPresent(v -> v.admitExport(name.name(), item, offset));
  }
}
