package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A module's structure: its types, index spaces (imports first, as the specification orders them)
 * and where its sections and function bodies lie in the bytes.
 */
public record DecodedModule(
    byte[] bytes,
    List<Section> sections,
    List<CoreType.Func> types,
    List<Import> imports,
    List<Function> functions,
    List<CoreType.Table> tables,
    List<CoreType.Memory> memories,
    List<CoreType.Global> globals,
    Map<String, Export> exports,
    List<Body> bodies) {

  /** A section's identifier and the range of its content. */
  public record Section(int id, int start, int end) {
    public WasmInput open(byte[] bytes) {
      return new WasmInput(bytes, start, end);
    }
  }

  /** What an import or export is. The order is that of the binary's codes. */
  public enum Kind {
    FUNCTION,
    TABLE,
    MEMORY,
    GLOBAL;

    /** As the specification's messages call it. */
    public String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param typeIndex of a function; -1 for others
   */
  public record Import(String module, String name, Kind kind, CoreType type, int typeIndex) {}

  /** A function by its type index. */
  public record Function(int typeIndex) {}

  /** An export: an index into the space of its kind. */
  public record Export(Kind kind, int index) {}

  /**
   * A function body.
   *
   * @param start of the local declarations, behind the size
   * @param code of the first instruction
   * @param end behind the final {@code end}
   * @param locals declared, parameters not counted
   */
  public record Body(int start, int code, int end, int locals) {
    /** Size in bytes, local declarations included. */
    public int size() {
      return end - start;
    }

    public WasmInput open(byte[] bytes) {
      return new WasmInput(bytes, code, end);
    }
  }

  /** A cursor over the content of a section; empty when the module has none. */
  public Optional<WasmInput> open(int id) {
    return sections.stream().filter(s -> s.id() == id).findFirst().map(s -> s.open(bytes));
  }

  /** How many items of that kind are imported. */
  public int imported(Kind kind) {
    return (int) imports.stream().filter(i -> i.kind() == kind).count();
  }

  /** The type of a function by its index. */
  public CoreType.Func functionType(int function) {
    return types.get(functions.get(function).typeIndex());
  }

  /** The type of an export. */
  public CoreType type(Export export) {
    return switch (export.kind()) {
      case FUNCTION -> functionType(export.index());
      case TABLE -> tables.get(export.index());
      case MEMORY -> memories.get(export.index());
      case GLOBAL -> globals.get(export.index());
    };
  }

  /** The structure alone: once the module is compiled nobody needs its bytes. */
  public DecodedModule withoutBytes() {
    return new DecodedModule(
        new byte[0],
        List.of(),
        types,
        imports,
        functions,
        tables,
        memories,
        globals,
        exports,
        List.of());
  }

  /** The module's type as other modules see it. */
  public CoreModuleType moduleType() {
    Map<String, CoreType> exportTypes = new LinkedHashMap<>();
    exports.forEach((name, export) -> exportTypes.put(name, type(export)));
    return new CoreModuleType(
        imports.stream()
            .map(i -> new CoreModuleType.Import(i.module(), i.name(), i.type()))
            .toList(),
        Collections.unmodifiableMap(exportTypes));
  }
}
