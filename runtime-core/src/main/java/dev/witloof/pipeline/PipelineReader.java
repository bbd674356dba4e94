package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.pipeline.Pipeline.End;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@link Pipeline}s. */
final class PipelineReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern FILE = Pattern.compile(".*[/\\\\].*|.*\\.(toml|json|wasm)");
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(24);
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);
  private static final int MOST_ATTEMPTS = 1000;

  private final Path folder;

  private PipelineReader(Path file) {
    this.folder = file.toAbsolutePath().normalize().getParent();
  }

  static Pipeline read(Path file) {
    return new PipelineReader(file).read(ConfigReader.read(file));
  }

  private Pipeline read(ConfigTable root) {
    ConfigTable pipeline = root.requireTable("pipeline");
    String name = pipeline.require("name", PipelineReader::name);
    List<String> tables = pipeline.list("tables", PipelineReader::table);
    End source = end(root.requireTable("source"));
    End destination = end(root.requireTable("destination"));
    CheckpointPolicy checkpoint = checkpoint(root.table("checkpoint"));
    RetryPolicy retry = retry(root.table("retry"));
    Limits limits = Limits.read(root.table("limits"));
    return root.finish(
        () -> new Pipeline(name, folder, tables, source, destination, checkpoint, retry, limits));
  }

  private End end(ConfigTable table) {
    ConnectorReference connector = table.require("connector", this::connector);
    Optional<Path> cassette = table.text("http-cassette", this::cassette);
    Map<String, String> config = table.table("config").settings();
    return new End(connector, cassette, config, Capabilities.read(table.table("grants")));
  }

  private static CheckpointPolicy checkpoint(ConfigTable table) {
    CheckpointPolicy standard = CheckpointPolicy.DEFAULT;
    return new CheckpointPolicy(
        table.count("rows", 1, Long.MAX_VALUE).orElse(standard.rows()),
        table.size("bytes", 1, Long.MAX_VALUE).orElse(standard.bytes()),
        table.duration("interval", Duration.ZERO, LONGEST_INTERVAL).orElse(standard.interval()));
  }

  private static RetryPolicy retry(ConfigTable table) {
    RetryPolicy standard = RetryPolicy.DEFAULT;
    int attempts = (int) table.count("attempts", 1, MOST_ATTEMPTS).orElse(standard.attempts());
    Optional<Duration> first = table.duration("initial-delay", Duration.ZERO, LONGEST_DELAY);
    Optional<Duration> longest = table.duration("max-delay", Duration.ZERO, LONGEST_DELAY);
    Duration initial =
        first.orElse(
            longest
                .filter(l -> l.compareTo(standard.initialDelay()) < 0)
                .orElse(standard.initialDelay()));
    Duration max =
        longest.orElse(
            first.filter(f -> f.compareTo(standard.maxDelay()) > 0).orElse(standard.maxDelay()));
    if (max.compareTo(initial) < 0) {
      table.problem("max-delay", "must not be shorter than initial-delay");
      return standard;
    }
    return new RetryPolicy(attempts, initial, max, standard.maxRateLimitDelay());
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 100 letters, digits, dots, underscores and hyphens");
    }
    return text;
  }

  private static String table(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must be the name of a table, but is empty");
    }
    return text;
  }

  private ConnectorReference connector(String text) {
    if (!FILE.matcher(text).matches()) {
      return new ConnectorReference.OfName(name(text));
    }
    Path path = resolve(text);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "must be a manifest, a .wasm file or the name of a native connector; there is no file "
              + path);
    }
    return new ConnectorReference.OfFile(path);
  }

  private Path cassette(String text) {
    Path path = resolve(text);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "must be a cassette, relative to this file; there is no file " + path);
    }
    return path;
  }

  private Path resolve(String text) {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
    }
  }
}
