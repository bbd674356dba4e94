package dev.witloof.cli;

import dev.witloof.runtime.http.Faults;
import dev.witloof.runtime.http.HttpMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who answers the HTTP requests of a connector, and what goes wrong on the way. */
final class HttpOptions {
  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Write what is asked over HTTP, and answered, to a cassette, without secrets; replaces the"
              + " file.")
  private @Nullable Path record;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Answer HTTP requests from a cassette in place of the network.")
  private @Nullable Path replay;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = "Let a fault befall HTTP exchanges: " + Faults.SYNTAX + "; repeatable.")
  private List<String> faults = List.of();

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      description = "Decides what faults leave to chance; 0 unless given.")
  private long faultSeed;

  /** The choice for a connector that has nothing else to say. */
  HttpMode mode(Console console) {
    return mode(console, HttpMode.LIVE, false);
  }

  /**
   * The choice of the command line.
   *
   * @param otherwise who answers when it makes none
   * @param live whether it asks for the network besides
   */
  HttpMode mode(Console console, HttpMode otherwise, boolean live) {
    if (replay != null && (record != null || live)) {
      throw new BadInput(
          "--replay answers in place of the network, so it goes with neither --record nor --live");
    }
    return answering(console, live ? HttpMode.LIVE : otherwise).with(faults());
  }

  private HttpMode answering(Console console, HttpMode otherwise) {
    if (record != null) {
      return HttpMode.record(writable(console.folder().resolve(record)));
    }
    if (replay != null) {
      return HttpMode.replay(readable(console.folder().resolve(replay)));
    }
    return otherwise;
  }

  private Faults faults() {
    try {
      return Faults.parse(faultSeed, faults);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--fault: " + e.getMessage(), e);
    }
  }

  private static Path writable(Path file) {
    Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    if (folder.isEmpty() || !Files.isDirectory(folder.get()) || Files.isDirectory(file)) {
      throw new BadInput("--record " + file + ": name a file in a folder that there is");
    }
    return file;
  }

  private static Path readable(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput("--replay " + file + ": there is no such file");
    }
    return file;
  }
}
