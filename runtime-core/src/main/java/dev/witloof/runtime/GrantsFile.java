package dev.witloof.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.runtime.internal.PrivateFile;
import dev.witloof.runtime.trust.PublisherKey;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @param name for people
   * @param component its digest
   * @param manifest the digest of its bytes
   */
  public record Trusted(Optional<String> name, String component, String manifest) {}

  /**
   * Reads a file.
   *
   * @throws dev.witloof.connector.config.ConfigException with every fault found; also when others
   *     than the user and root may write to it or to a folder on the way to it, or when there is no
   *     such file
   */
  public static GrantsFile read(Path file) {
    PrivateFile.require(file);
    return parse(file, ConfigReader.text(file));
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

  /** The JSON Schema of such files, made of what reads them. */
  public static ObjectNode schema() {
    return GrantsShape.schema();
  }

  /**
   * Approves what a connector asks for, but for what the operator names anyway, at the end of the
   * file; what is there already stays as it is, comments included. The file is replaced at once or
   * not at all, under a lock on {@code FILE.lock}, so that no approval of another process is lost.
   *
   * @return what the file says now
   * @throws dev.witloof.connector.config.ConfigException when it cannot be read now
   * @throws java.io.UncheckedIOException when it cannot be written
   */
  public GrantsFile approve(LoadReport report) {
    PrivateFile.require(file);
    return PrivateFile.exclusively(file, () -> approveAlone(report));
  }

  private GrantsFile approveAlone(LoadReport report) {
    GrantsFile now = readIfExists(file);
    String before =
        Files.exists(file) ? ConfigReader.text(file) : "# What connectors are granted.\n";
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

  private static GrantsFile parse(Path file, String text) {
    return GrantsShape.at(file).read(ConfigReader.toml(file.toString(), text));
  }
}
