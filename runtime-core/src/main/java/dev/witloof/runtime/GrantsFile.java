package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.runtime.internal.PrivateFile;
import dev.witloof.runtime.trust.Digests;
import dev.witloof.runtime.trust.PublisherKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator approves for whom, apart from any manifest: {@code grants.toml}. Immutable; it
 * is what the file said when it was read.
 *
 * <pre>
 * [[publisher]]                       # trusted: what it signs is granted what it asks for
 * name = "acme"
 * key = "MCowBQYDK2VwAyEA…"
 *
 * [[trusted]]                         # trusted: this manifest with this component
 * component = "9f86d081884c7d65…"     # SHA-256
 * manifest = "60303ae22b998861…"
 *
 * [[approval]]                        # unknown: this component, and no more than this
 * name = "github"
 * component = "2c26b46b68ffc68f…"
 * http = ["GET api.github.com"]       # keys as the manifest's [capabilities]
 * env = ["GITHUB_TOKEN"]
 * </pre>
 *
 * <p>A publisher is proven by a signature ({@link dev.witloof.runtime.trust.ConnectorSignature}),
 * never by a name in a manifest. An upgrade of its connector that asks for more than was approved
 * for the last one of that name needs an approval. A component of nobody who is trusted needs
 * approvals of its own, whatever was approved for another of that name.
 *
 * @param file where it is; a file that does not exist approves nothing
 */
public record GrantsFile(
    Path file, List<Publisher> publishers, List<Trusted> trusted, List<Approval> approvals) {
  private static final int LONGEST_NAME = 100;

  public GrantsFile {
    publishers = List.copyOf(publishers);
    trusted = List.copyOf(trusted);
    approvals = List.copyOf(approvals);
  }

  /**
   * A publisher whose signatures are trusted.
   *
   * @param name what the operator calls it
   */
  public record Publisher(String name, PublisherKey key) {}

  /**
   * A manifest and a component that are trusted together.
   *
   * @param component its digest
   * @param manifest the digest of its bytes
   */
  public record Trusted(String component, String manifest) {}

  /**
   * Reads a file.
   *
   * @throws dev.witloof.connector.config.ConfigException with every fault found; also when others
   *     than its owner may write to it, or when there is no such file
   */
  public static GrantsFile read(Path file) {
    PrivateFile.require(file);
    return parse(file, new String(ConfigReader.content(file), StandardCharsets.UTF_8));
  }

  /** Reads a file; one that does not exist approves nothing. */
  public static GrantsFile readIfExists(Path file) {
    return Files.exists(file) ? read(file) : new GrantsFile(file, List.of(), List.of(), List.of());
  }

  /**
   * Where the file of a user is: {@code witloof/grants.toml} in {@code $XDG_CONFIG_HOME}, else in
   * {@code ~/.config}.
   *
   * @param home empty when it is not known
   * @return empty when neither is an absolute path
   */
  public static Optional<Path> ofUser(Map<String, String> environment, Optional<String> home) {
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .filter(folder -> Path.of(folder).isAbsolute())
        .map(Path::of)
        .or(() -> home.map(Path::of).filter(Path::isAbsolute).map(path -> path.resolve(".config")))
        .map(folder -> folder.resolve("witloof").resolve("grants.toml"));
  }

  /**
   * Approves what a connector asks for, but for what the operator names anyway, at the end of the
   * file; what is there already stays as it is, comments included. The file is replaced at once or
   * not at all. When two do this at the same time, one approval may be lost, so that the operator
   * is asked again.
   *
   * @return what the file says now
   * @throws dev.witloof.connector.config.ConfigException when it cannot be read now
   * @throws java.io.UncheckedIOException when it cannot be written
   */
  public GrantsFile approve(LoadReport report) {
    GrantsFile now = readIfExists(file);
    String before =
        Files.exists(file)
            ? new String(ConfigReader.content(file), StandardCharsets.UTF_8)
            : "# What connectors are granted.\n";
    String after =
        before
            + (before.isEmpty() || before.endsWith("\n") ? "\n" : "\n\n")
            + ApprovalText.of(ApprovalText.approval(report));
    GrantsFile approved = parse(now.file, after);
    PrivateFile.write(file, after);
    return approved;
  }

  /** What was approved for that component under that name. */
  List<Approval> approvals(String name, String component) {
    return approvals.stream()
        .filter(approval -> approval.name().equals(name))
        .filter(approval -> approval.component().equals(component))
        .toList();
  }

  /** What was approved last under that name, for any component. */
  Optional<Approval> latest(String name) {
    return approvals.stream()
        .filter(approval -> approval.name().equals(name))
        .reduce((earlier, later) -> later);
  }

  Optional<Publisher> publisher(PublisherKey key) {
    return publishers.stream().filter(publisher -> publisher.key().equals(key)).findFirst();
  }

  private static String name(String text) {
    if (text.isBlank()
        || text.length() > LONGEST_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must be 1 to 100 characters of one line");
    }
    return text;
  }

  private static GrantsFile parse(Path file, String text) {
    ConfigTable root = ConfigReader.toml(file.toString(), text);
    List<Publisher> publishers = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (ConfigTable table : root.tables("publisher")) {
      Publisher publisher =
          new Publisher(
              table.require("name", GrantsFile::name), table.require("key", PublisherKey::new));
      if (names.put("name " + publisher.name(), "") != null) {
        table.problem("name", "is the name of another publisher, too");
      }
      if (names.put("key " + publisher.key(), "") != null) {
        table.problem("key", "is the key of another publisher, too");
      }
      publishers.add(publisher);
    }
    List<Trusted> trusted =
        root.tables("trusted").stream()
            .map(
                table -> {
                  // For people, who would not know digests again.
                  table.text("name", GrantsFile::name);
                  return new Trusted(
                      table.require("component", Digests::require),
                      table.require("manifest", Digests::require));
                })
            .toList();
    List<Approval> approvals =
        root.tables("approval").stream()
            .map(
                table ->
                    new Approval(
                        table.require("name", GrantsFile::name),
                        table.text("version", GrantsFile::name),
                        table.require("component", Digests::require),
                        table.text("publisher", GrantsFile::name),
                        table.text("approved", GrantsFile::name),
                        Capabilities.read(table)))
            .toList();
    return root.finish(() -> new GrantsFile(file, publishers, trusted, approvals));
  }
}
