package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import dev.witloof.testengines.CutEngine;
import java.util.OptionalInt;

/**
 * How our engine shall cut functions.
 *
 * @param threshold bytes of JVM code from which on a function is cut
 * @param part the most that is cut out in one piece; as much as may be when empty
 */
record Cutting(int threshold, OptionalInt part) {
  Engine engine(Engine.Mode mode) {
    return part.isPresent()
        ? CutEngine.create(mode, threshold, part.getAsInt())
        : CutEngine.create(mode, threshold);
  }
}
