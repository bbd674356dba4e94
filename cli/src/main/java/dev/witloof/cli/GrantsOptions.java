package dev.witloof.cli;

import dev.witloof.runtime.ApprovalText;
import dev.witloof.runtime.GrantsFile;
import dev.witloof.runtime.LoadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is approved for good, and whether approval is asked for at all. */
final class GrantsOptions {
  @Option(
      names = "--grants",
      paramLabel = "FILE",
      description =
          "What is approved for whom; else $XDG_CONFIG_HOME/witloof/grants.toml or"
              + " ~/.config/witloof/grants.toml, if it exists.")
  private @Nullable Path file;

  @Option(
      names = "--development",
      description = "Grant whatever is asked for, unseen: for connectors that you are writing.")
  private boolean development;

  boolean development() {
    return development;
  }

  /** The file that applies; empty when there is no home to have one in. */
  Optional<GrantsFile> read(Console console) {
    if (file != null) {
      Path given = console.folder().resolve(file);
      if (!Files.exists(given)) {
        throw new BadInput(
            "there is no file of grants " + given + "; make one, an empty one approves nothing");
      }
      return Optional.of(GrantsFile.read(given));
    }
    return console.grants().map(GrantsFile::readIfExists);
  }

  /** What to add to which file to approve what a connector asks for. */
  String howToApprove(LoadReport report, Console console) {
    String place =
        Optional.ofNullable(file)
            .map(console.folder()::resolve)
            .or(console::grants)
            .map(path -> "add to " + path)
            .orElse("name a file by --grants, and add to it");
    return "to approve it for good, "
        + place
        + ":\n"
        + ApprovalText.of(report).indent(2).stripTrailing();
  }
}
