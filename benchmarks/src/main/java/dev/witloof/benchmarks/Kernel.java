package dev.witloof.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A small module without imports whose export {@code run} takes an i32, works in proportion to it
 * and returns a checksum as an i32. Sources: {@code src/main/kernels}.
 *
 * @param argument what {@code run} gets in the benchmarks
 */
record Kernel(String name, int argument) {
  /** Where the modules lie, for rivals that read files; the benchmarks run in the root folder. */
  private static final Path FOLDER =
      Path.of("benchmarks/src/main/resources/dev/witloof/benchmarks/kernels");

  /** All kernels, by name. */
  static List<Kernel> all() {
    return new String(Resources.read("kernels/kernels.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .map(words -> new Kernel(words[0], Integer.parseInt(words[1])))
        .toList();
  }

  /** The kernel of that name; {@link IllegalArgumentException} when there is none. */
  static Kernel named(String name) {
    return all().stream()
        .filter(kernel -> kernel.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kernel " + name + " in kernels.txt"));
  }

  byte[] module() {
    return Resources.read("kernels/" + name + ".wasm");
  }

  Path file() {
    return FOLDER.resolve(name + ".wasm");
  }
}
