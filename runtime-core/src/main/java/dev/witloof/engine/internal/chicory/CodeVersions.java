package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.Version;
import dev.witloof.engine.FuelSchedule;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import dev.witloof.engine.internal.rewrite.Skeleton;
import dev.witloof.engine.internal.validate.CodeEstimate;
import java.util.HashMap;
import java.util.Map;

/**
 * The versions of all that has a part in compiling a module, by name. What compiles has a constant
 * {@code VERSION} in its class, and belongs here; a test finds those that were forgotten.
 *
 * <p>The JDK is none of them: the classes have the version that the oldest JDK takes, and refer to
 * nothing but the engine, {@code java.base} and {@code sun.misc.Unsafe}, as that JDK has them.
 */
final class CodeVersions {
  static final Map<String, Object> ALL =
      Map.of(
          "Chicory", Version.version(),
          "FuelSchedule", FuelSchedule.VERSION,
          "CodeEstimate", CodeEstimate.VERSION,
          "ModuleRewriter", ModuleRewriter.VERSION,
          "Outliner", Outliner.VERSION,
          "Translator", Translator.VERSION,
          "MeteredClasses", MeteredClasses.VERSION,
          "Skeleton", Skeleton.VERSION,
          "StoredModule", StoredModule.VERSION);

  private CodeVersions() {}

  /** The versions, and the options that change the code. */
  static Map<String, Object> with(OutlineThreshold threshold) {
    Map<String, Object> parts = new HashMap<>(ALL);
    parts.put("outline.function", threshold.function());
    parts.put("outline.region", threshold.region());
    parts.put("outline.part", threshold.part());
    return parts;
  }
}
