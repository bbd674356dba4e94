package dev.witloof.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The components that are too big to be committed, in the folder that the system property {@code
 * guests.dir} names, {@code guests/out} unless set. Those that are not there are built first, by
 * {@code guests/tools/missing.sh}.
 */
public final class BuiltGuests {
  /** Marks the tests over them, which the profile of this name runs. */
  public static final String TAG = "guests";

  private BuiltGuests() {}

  /** A component by its name without {@code .wasm}. */
  public static Path component(String name) {
    Path file = folder().resolve(name + ".wasm");
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("guests/tools/missing.sh does not build " + file);
    }
    return file;
  }

  /** All components whose file name ends so, sorted. */
  public static List<Path> endingWith(String end) {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.getFileName().toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy, in a folder, of a manifest of {@code guests/}, which names this component instead. */
  public static Path manifest(String name, Path component, Path folder) throws IOException {
    String lines =
        Files.readString(Path.of("../guests").resolve(name))
            .lines()
            .map(line -> line.startsWith("wasm = ") ? "wasm = '" + component + "'" : line)
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(component.getFileName() + ".toml"), lines);
  }

  private static Path folder() {
    return Built.FOLDER;
  }

  /** Built when it is first asked for, once. */
  private static final class Built {
    static final Path FOLDER =
        build(Path.of(System.getProperty("guests.dir", "../guests/out")).toAbsolutePath());

    private static Path build(Path folder) {
      ProcessBuilder script = new ProcessBuilder("../guests/tools/missing.sh");
      script.environment().put("WITLOOF_OUT", folder.toString());
      try {
        Process process = script.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException("guests/tools/missing.sh fails:\n" + output);
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while guests were built", e);
      }
    }
  }
}
