package dev.witloof.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every seed, and whatever was found once, through its target. */
class SeedsTest {
  private static void replay(String target, Consumer<byte[]> run) throws IOException {
    List<Path> inputs = new ArrayList<>(files(Path.of("seeds", target)));
    assertFalse(inputs.isEmpty(), "no seeds for " + target);
    inputs.addAll(files(Path.of("findings", target)));
    for (Path input : inputs) {
      try {
        run.accept(Files.readAllBytes(input));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("target " + target + " fails on " + input, failure);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void component() throws IOException {
    replay("component", ComponentTarget::fuzzerTestOneInput);
  }

  @Test
  void abi() throws IOException {
    replay("abi", AbiTarget::fuzzerTestOneInput);
  }

  @Test
  void arrow() throws IOException {
    replay("arrow", ArrowTarget::fuzzerTestOneInput);
  }

  @Test
  void differential() throws IOException {
    replay("differential", DifferentialTarget::fuzzerTestOneInput);
  }

  @Test
  void module() throws IOException {
    replay("module", ModuleTarget::fuzzerTestOneInput);
  }
}
