package dev.witloof.cli;

import dev.witloof.runtime.audit.AuditFile;
import dev.witloof.runtime.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where it is written down what was decided about connectors. */
final class AuditOptions {
  @Option(
      names = "--audit",
      paramLabel = "FILE",
      defaultValue = "${env:WITLOOF_AUDIT}",
      description =
          "Add what is granted, refused, let out and used to FILE, as JSON Lines; else to"
              + " $WITLOOF_AUDIT, if that is set.")
  private @Nullable Path file;

  @Option(
      names = "--audit-fail-closed",
      description = "Let nothing happen that cannot be written to the audit trail.")
  private boolean failClosed;

  /** Empty when nothing is written down. */
  Optional<AuditTrail> trail(Console console) {
    // An empty variable is as good as none.
    if (file == null || file.toString().isEmpty()) {
      if (failClosed) {
        throw new BadInput("--audit-fail-closed needs a file to write to; name it by --audit");
      }
      return Optional.empty();
    }
    Path path = console.folder().resolve(file);
    try {
      AuditFile opened = AuditFile.open(path);
      return Optional.of(failClosed ? AuditTrail.strict(opened) : AuditTrail.to(opened));
    } catch (IOException e) {
      throw new BadInput("the audit trail " + path + " cannot be written: " + e.getMessage(), e);
    }
  }
}
