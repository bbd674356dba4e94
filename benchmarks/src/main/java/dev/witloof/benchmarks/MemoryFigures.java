package dev.witloof.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs {@link MemoryTrial} with ever less heap, until it fails. */
final class MemoryFigures {
  private static final int[] HEAPS = {64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072};
  private static final int MANY = 10_000;

  private MemoryFigures() {}

  static void add(Options options, Figures figures) throws IOException, InterruptedException {
    Path cache = SharedCache.folder();
    trial(3072, "load", Guest.PYTHON.name(), cache.toString()).orElseThrow();
    heap("heap to load and run Python from the cache", 128, options, cache, figures);
    heap("heap to compile Python first", 1024, options, null, figures);
    Optional<String> each = trial(1024, "instances", "1000");
    figures.atMost(
        "host memory of an idle instance beyond its own pages and tables",
        Long.parseLong(each.orElseThrow()) / 1024.0,
        32,
        " KiB");
    Optional<String> many = trial(4096, "instances", Integer.toString(MANY));
    figures.holds(
        "live C components in 4 GiB of heap",
        "10,000",
        many.isPresent() ? "10,000" : "fewer",
        many.isPresent());
  }

  /** Quick: whether the goal will do. Otherwise the least of {@link #HEAPS} that does. */
  private static void heap(
      String what, int goal, Options options, @Nullable Path cache, Figures figures)
      throws IOException, InterruptedException {
    if (options.quick()) {
      boolean ran = loads(goal, cache);
      figures.holds(what, "≤ " + goal + " MB", (ran ? "≤ " : "> ") + goal + " MB", ran);
      return;
    }
    int least = HEAPS[HEAPS.length - 1];
    boolean ran = loads(goal, cache);
    for (int i = HEAPS.length - 1; i >= 0; i--) {
      if (ran ? HEAPS[i] > goal : HEAPS[i] <= goal) {
        continue;
      }
      if (HEAPS[i] != goal && !loads(HEAPS[i], cache)) {
        break;
      }
      least = HEAPS[i];
    }
    figures.atMost(what, least, goal, " MB");
  }

  private static boolean loads(int megabytes, @Nullable Path cache)
      throws IOException, InterruptedException {
    if (cache != null) {
      return trial(megabytes, "load", Guest.PYTHON.name(), cache.toString()).isPresent();
    }
    Path empty = Files.createTempDirectory("witloof-benchmark");
    try {
      return trial(megabytes, "load", Guest.PYTHON.name(), empty.toString()).isPresent();
    } finally {
      Folders.delete(empty);
    }
  }

  /** What a trial in that much heap printed; empty when it failed. */
  private static Optional<String> trial(int megabytes, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + megabytes + "m");
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-D" + Guest.FOLDER + "=" + System.getProperty(Guest.FOLDER, "guests/out"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MemoryTrial.class.getName());
    command.addAll(List.of(arguments));
    System.out.println("-Xmx" + megabytes + "m: " + String.join(" ", arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
  }
}
