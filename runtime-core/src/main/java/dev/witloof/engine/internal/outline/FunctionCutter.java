package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Cuts regions out of one function until it is small enough or nothing more can be cut. What is cut
 * out may have to be cut in turn.
 */
final class FunctionCutter {
  /** Times that a function is looked at; each time what was too large a block has shrunk. */
  private static final int ROUNDS = 12;

  private final Additions module;
  private final OutlineThreshold threshold;

  FunctionCutter(Additions module, OutlineThreshold threshold) {
    this.module = module;
    this.threshold = threshold;
  }

  /**
   * What remains of the function.
   *
   * @param origin index of the original function
   */
  Code cut(Code whole, int origin) {
    Code code = whole;
    for (int round = 0; round < ROUNDS && code.size() > threshold.function(); round++) {
      List<Region> regions = regions(code);
      if (regions.isEmpty()) {
        return code;
      }
      code = cut(code, regions, origin);
    }
    return code;
  }

  private List<Region> regions(Code code) {
    Optional<Liveness> liveness = Liveness.of(code);
    if (liveness.isEmpty()) {
      return List.of();
    }
    int most = Math.max(threshold.function() * 7 / 8, threshold.region() + 1);
    List<Run> runs = RunFinder.find(code, threshold.region(), most);
    return RegionChoice.choose(code, RegionAnalysis.of(code, liveness.get(), runs), threshold);
  }

  private Code cut(Code code, List<Region> regions, int origin) {
    WasmOutput body = new WasmOutput(code.end[code.count - 1] - code.start[0]);
    List<CoreType.Val> locals = new ArrayList<>(code.locals);
    if (regions.stream().anyMatch(region -> new Passing(code, region).isPacked())) {
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
        Passing passing = new Passing(code, next);
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
