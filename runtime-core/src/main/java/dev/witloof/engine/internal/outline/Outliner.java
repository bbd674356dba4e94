package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.outline.Additions.NewFunction;
import dev.witloof.engine.internal.outline.MeteredModule.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cuts every function of a module that is too large. Works on metered modules: charges are cut
 * along with the rest, so fuel is the same wherever the cuts are, and what the cuts add is free.
 *
 * <p>Deterministic: the same module and threshold give the same bytes.
 */
public final class Outliner {
  /**
   * Changes whenever the output may, as by another default threshold. Part of the key of whatever
   * caches compiled modules.
   */
  public static final int VERSION = 11;

  /** JVM code that a byte of WebAssembly hardly ever exceeds; smaller bodies are not decoded. */
  private static final int EXPANSION = 4;

  private final MeteredModule module;
  private final Runnable check;
  private final Additions additions;
  private final OutlineThreshold threshold;
  private final FunctionCutter cutter;
  private final WasmOutput bodies;
  private final List<Integer> sizes = new ArrayList<>();
  private final Map<Integer, Reason> uncompilable = new HashMap<>();
  private boolean changed;

  private Outliner(MeteredModule module, OutlineThreshold threshold, Runnable check) {
    this.module = module;
    this.check = check;
    this.additions = new Additions(module);
    this.threshold = threshold;
    this.cutter = new FunctionCutter(additions, threshold);
    this.bodies = new WasmOutput(module.bytes().length);
  }

  /**
   * Cuts the functions of a module.
   *
   * @param metered a valid module as the rewriter wrote it
   * @param suspects its bodies, counted without imports, in which a block or if has parameters, or
   *     that have more operands at a time than a function that is compiled
   * @param check is called for each function, those that are cut out of others included; what it
   *     throws ends the cutting
   */
  public static OutlinedModule outline(
      byte[] metered, BitSet suspects, OutlineThreshold threshold, Runnable check) {
    return new Outliner(MeteredModule.read(metered), threshold, check).run(suspects);
  }

  private OutlinedModule run(BitSet suspects) {
    int imported = module.importedFunctions();
    int defined = module.bodies().size();
    int[] origins = IntStream.range(imported, imported + defined).toArray();
    BitSet wide = WideCalls.of(module);
    wide.stream().forEach(i -> uncompilable.put(i, Reason.VALUES));
    for (int i = 0; i < defined; i++) {
      check.run();
      Body body = module.bodies().get(i);
      if (!wide.get(i) && (mayBeTooLarge(body) || suspects.get(i))) {
        CoreType.Func type = additions.functionType(origins[i]);
        finish(i, type, origins[i], module.bytes(), body.start(), body.end());
      } else {
        sizes.add(body.size() * EXPANSION);
        append(module.bytes(), body.start(), body.end());
      }
    }
    // The list grows while its functions are cut.
    for (int k = 0; k < additions.functions().size(); k++) {
      check.run();
      NewFunction added = additions.functions().get(k);
      byte[] body = added.body();
      finish(defined + k, additions.type(added.typeIndex()), added.origin(), body, 0, body.length);
    }
    return result(origins);
  }

  private boolean mayBeTooLarge(Body body) {
    return (long) body.size() * EXPANSION > Math.min(threshold.function(), HotFunction.SIZE);
  }

  private void finish(int index, CoreType.Func type, int origin, byte[] bytes, int start, int end) {
    Code whole = CodeDecoder.decode(additions, type, bytes, start, end);
    Code code = whole.blockParameters ? BlockParameters.remove(additions, whole) : whole;
    if (!code.blockParameters) {
      code = cutter.cut(splitNests(code), origin);
    }
    if (code.blockParameters) {
      uncompilable.put(index, Reason.BLOCKS);
    } else if (code.mostOperands > ModuleLimits.COMPILED_OPERANDS) {
      uncompilable.put(index, Reason.OPERANDS);
    }
    sizes.add(code.size());
    if (code == whole) {
      append(bytes, start, end);
    } else {
      changed = true;
      append(code.bytes, 0, code.bytes.length);
    }
  }

  private Code splitNests(Code code) {
    return code.size() > threshold.function()
        ? JumpNestSplitter.split(additions, code, threshold.function() / 4 * 3)
        : code;
  }

  private void append(byte[] body, int start, int end) {
    bodies.u32(end - start).bytes(body, start, end);
  }

  private OutlinedModule result(int[] origins) {
    return new OutlinedModule(
        changed ? ModuleWriter.write(module, additions, bodies) : module.bytes(),
        module.importedFunctions(),
        sizes.stream().mapToInt(Integer::intValue).toArray(),
        IntStream.concat(
                Arrays.stream(origins),
                additions.functions().stream().mapToInt(NewFunction::origin))
            .toArray(),
        uncompilable,
        cutter.unanalysed());
  }
}
