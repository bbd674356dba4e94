package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a region's function and its caller hand values over. The function returns one value: the
 * number of the exit if there are several, otherwise the last result. All others go through
 * globals: Chicory would make an array for several results.
 */
final class Passing {
  private final Code code;
  private final Region region;
  private final Additions module;
  private final int[] globals;
  private final Map<CoreType.Val, Integer> used = new EnumMap<>(CoreType.Val.class);

  Passing(Code code, Region region, Additions module) {
    this.code = code;
    this.region = region;
    this.module = module;
    this.globals = new int[region.results().length];
    for (int k = 0; k < globals.length; k++) {
      if (!isDirect(k)) {
        CoreType.Val type = code.locals.get(region.results()[k]);
        globals[k] = module.transport(type, used.merge(type, 1, Integer::sum) - 1);
      }
    }
  }

  /** Whether the function returns its result of that position itself. */
  boolean isDirect(int result) {
    return !region.isCoded() && result == region.results().length - 1;
  }

  /** The global of a result that is not returned directly. */
  int global(int result) {
    return globals[result];
  }

  /** The global for the operand that a branch to the exit takes along. */
  int carrier(int exit) {
    CoreType.Val type = code.labelTypeOf(exit);
    return module.transport(type, used.getOrDefault(type, 0));
  }

  /** The type of the function. */
  CoreType.Func type() {
    List<CoreType.Val> parameters = new ArrayList<>();
    Arrays.stream(region.locals())
        .limit(region.parameters())
        .forEach(local -> parameters.add(code.locals.get(local)));
    int results = region.results().length;
    List<CoreType.Val> result = List.of();
    if (region.isCoded()) {
      result = List.of(CoreType.Val.I32);
    } else if (results > 0) {
      result = List.of(code.locals.get(region.results()[results - 1]));
    }
    return new CoreType.Func(parameters, result);
  }
}
