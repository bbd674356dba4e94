package dev.witloof.benchmarks;

import dev.witloof.engine.CompileCache;
import dev.witloof.runtime.ConnectorRuntime;
import java.nio.file.Path;

/** The compile cache of one run of {@code benchmarks/compare}, which begins with an empty one. */
final class SharedCache {
  private static final String FOLDER = "witloof.benchmarks.cache";

  private SharedCache() {}

  static Path folder() {
    String folder = System.getProperty(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("start this by benchmarks/compare, or set -D" + FOLDER);
    }
    return Path.of(folder);
  }

  /** The cache in that folder, with nothing of it in memory. */
  static CompileCache open(Path folder) {
    return CompileCache.at(folder, 1L << 32);
  }

  /** A new runtime that loads through the cache in that folder. */
  static ConnectorRuntime runtime(Path folder) {
    return ConnectorRuntime.builder().compileCache(open(folder)).build();
  }
}
