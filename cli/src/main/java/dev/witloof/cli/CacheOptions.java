package dev.witloof.cli;

import dev.witloof.engine.CompileCache;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where compiled code is kept. */
final class CacheOptions {
  private static final long MAX_BYTES = 1L << 30;
  private static final String XDG = "XDG_CACHE_HOME";

  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description =
          "Keep compiled code in DIR, at most 1 GiB; else in $XDG_CACHE_HOME/witloof or"
              + " ~/.cache/witloof. What is in it runs as code: nobody else may write to it.")
  private @Nullable Path directory;

  @Option(names = "--no-cache", description = "Compile afresh, and keep nothing.")
  private boolean none;

  /** Empty when nothing shall be kept. */
  Optional<CompileCache> cache(Console console) {
    if (none && directory != null) {
      throw new BadInput("--no-cache and --cache-dir contradict each other; leave one of them out");
    } else if (none) {
      return Optional.empty();
    }
    return Optional.ofNullable(directory)
        .map(console.folder()::resolve)
        .or(console::cache)
        .map(CacheOptions::open);
  }

  /** A cache in a folder. */
  static CompileCache open(Path path) {
    try {
      return CompileCache.at(path, MAX_BYTES);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage() + "; or give --no-cache", e);
    }
  }

  /**
   * The user's own cache, as the XDG base directory specification has it; empty when there is no
   * home.
   *
   * @param home of the user; may be null
   */
  static Optional<Path> userDirectory(Map<String, String> environment, @Nullable String home) {
    return Optional.ofNullable(environment.get(XDG))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .or(() -> Optional.ofNullable(home).map(path -> Path.of(path, ".cache")))
        .map(path -> path.resolve("witloof"))
        .filter(Path::isAbsolute);
  }
}
