package dev.witloof.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.audit.AuditVerification;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof audit verify}: looks for gaps in an audit trail. */
@Command(
    name = "verify",
    description =
        "Looks for lines of an audit trail that were changed or taken out, and for entries that"
            + " could not be written; ends with 1 when there are any.",
    mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
  @ParentCommand private AuditCommand parent;

  @Parameters(
      paramLabel = "FILE",
      description = "The file that is written; those put aside, FILE.1 and so on, are read, too.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Say it in JSON.")
  private boolean json;

  // Read by the handler of failures, by its name.
  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  AuditVerifyCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    Path path = console.folder().resolve(file);
    AuditVerification.Outcome outcome = verify(path);
    if (json) {
      Results.json(console.out(), document(outcome));
    } else {
      Results.text(console.out(), text(outcome));
    }
    return outcome.faults().isEmpty() ? ExitCode.DONE : ExitCode.CONNECTOR_ERROR;
  }

  private static AuditVerification.Outcome verify(Path path) {
    try {
      return AuditVerification.verify(path);
    } catch (FileNotFoundException e) {
      throw new BadInput("there is no file " + path + "; name one that --audit wrote", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static String text(AuditVerification.Outcome outcome) {
    StringBuilder text = new StringBuilder();
    outcome.faults().forEach(fault -> line(text, "gap", GuestText.message(fault)));
    outcome
        .missing()
        .forEach(
            name ->
                line(
                    text,
                    "no file",
                    name
                        + (outcome.faults().isEmpty()
                            ? "; no line is missing: something ended a rotation halfway"
                            : "")));
    line(text, "read", outcome.lines() + " lines in " + outcome.files() + " files");
    line(text, "begins", outcome.complete() ? "with the first line" : "after files that are gone");
    line(text, "last line", "SHA-256 " + outcome.lastHash());
    line(text, "gaps", outcome.faults().isEmpty() ? "none" : "" + outcome.faults().size());
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String content) {
    text.append("%-13s %s\n".formatted(label, content));
  }

  private static ObjectNode document(AuditVerification.Outcome outcome) {
    ObjectNode root =
        new JsonMapper()
            .createObjectNode()
            .put("files", outcome.files())
            .put("lines", outcome.lines())
            .put("complete", outcome.complete())
            .put("last-hash", outcome.lastHash());
    ArrayNode missing = root.putArray("missing-files");
    outcome.missing().forEach(missing::add);
    ArrayNode faults = root.putArray("faults");
    outcome.faults().forEach(faults::add);
    return root;
  }
}
