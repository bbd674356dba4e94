package dev.witloof.cli;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.runtime.trust.ConnectorSignature;
import dev.witloof.runtime.trust.Digests;
import dev.witloof.runtime.trust.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof sign}: a publisher's word for a manifest and its component. */
@Command(
    name = "sign",
    description =
        "Signs manifests with their components: writes a .sig file beside each manifest, which"
            + " operators who trust the key recognise.",
    mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;

  @ArgGroup(multiplicity = "1")
  private Key key = new Key();

  @Parameters(
      arity = "0..*",
      paramLabel = "MANIFEST",
      description = "Manifests (.toml, .json) whose components are in place.")
  private List<Path> manifests = List.of();

  // Read by the handler of failures, by its name.
  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  SignCommand() {}

  /** Where the key is, or is to be. */
  static final class Key {
    @Option(names = "--key", paramLabel = "FILE", description = "The private key.")
    private Path existing;

    @Option(
        names = "--new-key",
        paramLabel = "FILE",
        description = "Make a key pair: FILE, which nobody else may see, and FILE.pub.")
    private Path made;

    SigningKey open(Console console) {
      try {
        return made != null
            ? SigningKey.create(console.folder().resolve(made))
            : SigningKey.read(console.folder().resolve(existing));
      } catch (IllegalArgumentException e) {
        throw new BadInput(e.getMessage(), e);
      }
    }
  }

  @Override
  public Integer call() {
    Console console = parent.console();
    if (manifests.isEmpty() && key.made == null) {
      throw new BadInput("there is nothing to sign; name a manifest");
    }
    SigningKey signing = key.open(console);
    Results.text(console.out(), "%-13s %s%n".formatted("public key", signing.publisher()));
    for (Path manifest : manifests) {
      Path signature = sign(signing, console.folder().resolve(manifest));
      Results.text(console.out(), "%-13s %s%n".formatted("signed", signature));
    }
    return ExitCode.DONE;
  }

  private static Path sign(SigningKey key, Path file) {
    byte[] content = ConfigReader.content(file);
    Path component = ConnectorManifest.read(file, content).wasm();
    try {
      return ConnectorSignature.sign(
              key, Digests.sha256(content), Digests.sha256(Files.readAllBytes(component)))
          .write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read component " + component, e);
    }
  }
}
