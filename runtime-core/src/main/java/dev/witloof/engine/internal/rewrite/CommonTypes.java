package dev.witloof.engine.internal.rewrite;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.validate.CodeEstimate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one type section of all core modules of a component, each type in it once.
 *
 * <p>Chicory compares the type <em>indices</em> of caller and callee in {@code call_indirect}, even
 * across modules; with one section for all modules equal indices mean equal types. And it reads a
 * block's type index as an unsigned number whose values 64 to 127 it takes for value types; so
 * types that blocks use get indices outside of that range.
 */
public final class CommonTypes {
  private static final int AMBIGUOUS_FROM = 64;
  private static final int AMBIGUOUS_TO = 128;

  private final List<CoreType.Func> section = new ArrayList<>();
  private final Map<CoreType.Func, Integer> indices = new LinkedHashMap<>();

  /**
   * Merges the types of all modules.
   *
   * @param blockTypes for each module the indices of the types that its blocks use
   * @throws InvalidModule when there are too many different types
   */
  public CommonTypes(List<DecodedModule> modules, List<BitSet> blockTypes) {
    for (int i = 0; i < modules.size(); i++) {
      List<CoreType.Func> types = modules.get(i).types();
      blockTypes.get(i).stream().forEach(index -> addBlockType(types.get(index)));
    }
    for (DecodedModule module : modules) {
      module.types().forEach(this::add);
    }
    if (section.size() > ModuleLimits.COMMON_TYPES) {
      throw new InvalidModule(
          InvalidModule.Kind.LIMIT,
          "the core modules have "
              + section.size()
              + " different function types; the limit is "
              + ModuleLimits.COMMON_TYPES);
    }
  }

  private void addBlockType(CoreType.Func type) {
    if (!indices.containsKey(type)) {
      while (section.size() >= AMBIGUOUS_FROM && section.size() < AMBIGUOUS_TO) {
        // Filler that nothing refers to.
        section.add(new CoreType.Func(List.of(), List.of()));
      }
      add(type);
    }
  }

  private void add(CoreType.Func type) {
    if (indices.putIfAbsent(type, section.size()) == null) {
      section.add(type);
    }
  }

  /** The common index of each of the module's types. */
  public int[] indicesOf(DecodedModule module) {
    return module.types().stream().mapToInt(indices::get).toArray();
  }

  /** Work that the section makes in each module. */
  public long work() {
    return section.stream().mapToLong(CodeEstimate::type).sum();
  }

  /** The content of the type section. */
  WasmOutput content() {
    WasmOutput out = new WasmOutput(section.size() * 8);
    out.u32(section.size());
    for (CoreType.Func type : section) {
      out.u8(0x60);
      ValueTypes.writeAll(type.params(), out);
      ValueTypes.writeAll(type.results(), out);
    }
    return out;
  }
}
