package dev.witloof.conformance.internal;

import dev.witloof.engine.CompileCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A compile cache for as long as a connector is tested that is loaded again and again. */
public final class TemporaryCache implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 30;

  private final Path folder;

  private TemporaryCache(Path folder) {
    this.folder = folder;
  }

  /** One in a new folder. */
  public static TemporaryCache create() {
    try {
      return new TemporaryCache(Files.createTempDirectory("witloof-kit"));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no folder for compiled code", e);
    }
  }

  /** The cache. */
  public CompileCache cache() {
    return CompileCache.at(folder, MAX_BYTES);
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : inner) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
