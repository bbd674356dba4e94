package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts regions out of one function until it is small enough or nothing more can be cut. What is cut
 * out may have to be cut in turn.
 */
final class FunctionCutter {
  /** Times that a function is looked at; each time what was too large a block has shrunk. */
  private static final int ROUNDS = 12;

  /** How much code may be moved for a function, again and again, in times its own. */
  private static final int MOVES = 16;

  /**
   * Parameters that a new function may have. HotSpot compiles no method, by C2, that has so many
   * more, or calls one, that they do not fit the slots of the stack which its register masks cover:
   * 58 did not, 40 did.
   */
  private static final int MOST_PARAMETERS = 40;

  /** Those where a function would not be compiled at all: C1 compiles what C2 does not. */
  private static final int MANY_PARAMETERS = 100;

  /** Bytes of JVM code that a method may have. */
  private static final int METHOD = 1 << 16;

  private final Additions module;
  private final OutlineThreshold threshold;

  /** For each original function that was cut, the code that may still be moved. */
  private final Map<Integer, Long> allowances = new HashMap<>();

  /** The original functions that take too much to be cut further. */
  private final BitSet unanalysed = new BitSet();

  FunctionCutter(Additions module, OutlineThreshold threshold) {
    this.module = module;
    this.threshold = threshold;
  }

  /** The original functions that were not cut as far as they might be: it took too much. */
  BitSet unanalysed() {
    return unanalysed;
  }

  /**
   * What remains of the function.
   *
   * @param origin index of the original function
   */
  Code cut(Code whole, int origin) {
    OutlineThreshold own = HotFunction.threshold(whole, threshold);
    Code code = cut(whole, own, own.part(), MOST_PARAMETERS, origin);
    int larger = own.function() / 8 * 7;
    if (larger > own.part()) {
      code = cut(code, own, larger, MOST_PARAMETERS, origin);
    }
    return isCompiled(code) ? code : cut(code, threshold, larger, MANY_PARAMETERS, origin);
  }

  /** Whether HotSpot compiles what is left, as large as it is. */
  private boolean isCompiled(Code code) {
    int most =
        threshold.function() > OutlineThreshold.DEFAULT.function() ? METHOD : threshold.function();
    return code.size() <= most;
  }

  /**
   * @param most the most code that is cut out in one piece
   * @param parameters the most that it may have as a function
   */
  private Code cut(Code whole, OutlineThreshold own, int most, int parameters, int origin) {
    Code code = whole;
    for (int round = 0; round < ROUNDS && code.size() > own.function(); round++) {
      List<Region> regions = regions(code, own, most, parameters, origin);
      if (regions.isEmpty() || !isAllowed(code, regions, origin)) {
        return code;
      }
      code = cut(code, regions, origin);
    }
    return code;
  }

  /** Takes from the allowance what cutting the regions moves and adds; false when it is spent. */
  private boolean isAllowed(Code code, List<Region> regions, int origin) {
    long more = 0;
    for (Region region : regions) {
      more += code.size[region.run().end()] - code.size[region.run().start()];
      more += CallSize.call(region) + CallSize.frame(region);
    }
    long whole = (long) MOVES * code.size();
    long left = allowances.computeIfAbsent(origin, first -> whole) - more;
    allowances.put(origin, left);
    if (left < 0) {
      unanalysed.set(origin);
    }
    return left >= 0;
  }

  private List<Region> regions(
      Code code, OutlineThreshold own, int most, int parameters, int origin) {
    Optional<Liveness> liveness = Liveness.of(code);
    if (liveness.isEmpty()) {
      unanalysed.set(origin);
      return List.of();
    }
    List<Run> runs = RunFinder.find(code, own.region(), most);
    return RegionChoice.choose(
        code, RegionAnalysis.of(code, liveness.get(), runs, parameters), own);
  }

  private Code cut(Code code, List<Region> regions, int origin) {
    WasmOutput body = new WasmOutput(code.end[code.count - 1] - code.start[0]);
    List<CoreType.Val> locals = new ArrayList<>(code.locals);
    if (regions.stream().anyMatch(region -> new Passing(module, code, region).isPacked())) {
      locals.add(CoreType.Val.I64);
    }
    LocalDeclarations.write(body, locals, code.type.params().size());
    Iterator<Region> rest = regions.iterator();
    Region next = rest.next();
    for (int i = 0; i < code.count; ) {
      if (next == null || i < next.run().start()) {
        code.copy(i, body);
        i++;
      } else {
        Passing passing = new Passing(module, code, next);
        byte[] cutOut = RegionWriter.write(module, code, next, passing);
        int function = module.add(passing.type(), origin, cutOut);
        new CallWriter(module, code, next, passing, function, body).write();
        i = next.run().end();
        next = rest.hasNext() ? rest.next() : null;
      }
    }
    byte[] bytes = body.toByteArray();
    return CodeDecoder.decode(module, code.type, bytes, 0, bytes.length);
  }
}
