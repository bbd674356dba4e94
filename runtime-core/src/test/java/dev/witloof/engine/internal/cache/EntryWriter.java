package dev.witloof.engine.internal.cache;

import dev.witloof.engine.internal.binary.ContentDigest;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A process that writes entries to a cache: what another application on the machine does. */
final class EntryWriter {
  private EntryWriter() {}

  /**
   * @param arguments the directory, bytes of an entry, how many to store
   */
  public static void main(String... arguments) {
    DiskCache cache = DiskCache.open(Path.of(arguments[0]), 1L << 30);
    int size = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    int stored = 0;
    for (int i = 0; i < count; i++) {
      stored += cache.store(key(i), List.of(content(size, i))) ? 1 : 0;
    }
    System.out.println(stored);
  }

  static CacheKey key(int number) {
    return CacheKey.of(
        CacheKey.Kind.CODE, Map.of(), List.of(ContentDigest.of(new byte[] {(byte) number})));
  }

  static ByteBuffer content(int size, int number) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) number);
    return ByteBuffer.wrap(bytes);
  }

  /** Starts one, by a shell command that ends with it. */
  static Process start(String shell, Path directory, int size, int count) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", shell + " exec \"$@\"", "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(EntryWriter.class.getName());
    command.addAll(List.of(directory.toString(), "" + size, "" + count));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
        .start();
  }
}
