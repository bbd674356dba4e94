package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule.Section;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import java.util.ArrayList;
import java.util.List;

/**
 * What outlining has to know of a module that the rewriter wrote, which is valid. Unlike the
 * decoder of guests' modules this knows no limits, as metering makes modules larger.
 *
 * @param functionTypes the type index of every function, imports first
 * @param globalCount globals, imports included
 * @param bodies of the defined functions, local declarations included
 */
record MeteredModule(
    byte[] bytes,
    List<Section> sections,
    List<CoreType.Func> types,
    int importedFunctions,
    int[] functionTypes,
    int globalCount,
    List<Body> bodies) {
  private static final int HEADER_BYTES = 8;

  /** Where a body lies in the bytes. */
  record Body(int start, int end) {
    int size() {
      return end - start;
    }
  }

  static MeteredModule read(byte[] bytes) {
    List<Section> sections = new ArrayList<>();
    List<CoreType.Func> types = new ArrayList<>();
    List<Integer> functions = new ArrayList<>();
    List<Body> bodies = new ArrayList<>();
    int importedFunctions = 0;
    int globals = 0;
    WasmInput in = new WasmInput(bytes, HEADER_BYTES, bytes.length);
    while (in.hasMore()) {
      int id = in.u8();
      WasmInput content = in.slice(in.u32());
      sections.add(new Section(id, content.position(), content.end()));
      switch (id) {
        case Sections.TYPE -> readTypes(content, types);
        case Sections.IMPORT -> {
          globals += readImports(content, functions);
          importedFunctions = functions.size();
        }
        case Sections.FUNCTION -> {
          for (int left = content.u32(); left > 0; left--) {
            functions.add(content.u32());
          }
        }
        case Sections.GLOBAL -> globals += content.u32();
        case Sections.CODE -> readBodies(content, bodies);
        default -> {}
      }
    }
    return new MeteredModule(
        bytes,
        sections,
        types,
        importedFunctions,
        functions.stream().mapToInt(Integer::intValue).toArray(),
        globals,
        bodies);
  }

  private static void readTypes(WasmInput in, List<CoreType.Func> types) {
    for (int left = in.u32(); left > 0; left--) {
      in.u8();
      List<CoreType.Val> params = ValueTypes.readAll(in);
      types.add(new CoreType.Func(params, ValueTypes.readAll(in)));
    }
  }

  /** Adds the imported functions; how many globals are imported. */
  private static int readImports(WasmInput in, List<Integer> functions) {
    int globals = 0;
    for (int left = in.u32(); left > 0; left--) {
      in.name();
      in.name();
      switch (in.u8()) {
        case 0 -> functions.add(in.u32());
        case 1 -> {
          in.u8();
          skipLimits(in);
        }
        case 2 -> skipLimits(in);
        default -> {
          in.skip(2);
          globals++;
        }
      }
    }
    return globals;
  }

  private static void skipLimits(WasmInput in) {
    boolean maximum = in.u8() != 0;
    in.u32();
    if (maximum) {
      in.u32();
    }
  }

  private static void readBodies(WasmInput in, List<Body> bodies) {
    for (int left = in.u32(); left > 0; left--) {
      int size = in.u32();
      bodies.add(new Body(in.position(), in.position() + size));
      in.skip(size);
    }
  }
}
