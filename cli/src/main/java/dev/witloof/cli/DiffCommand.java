package dev.witloof.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.CapabilityDiff;
import dev.witloof.runtime.LoadReportJson;
import dev.witloof.runtime.ManifestDiff;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof diff}: what an upgrade would change. */
@Command(
    name = "diff",
    description =
        "Shows how two manifests differ: capabilities added (+), removed (-), widened or narrowed"
            + " (~), and every other key. Ends with 4 when NEW asks for more than OLD.",
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;

  @Parameters(index = "0", paramLabel = "OLD", description = "A manifest (.toml, .json).")
  private Path old;

  @Parameters(index = "1", paramLabel = "NEW", description = "A manifest (.toml, .json).")
  private Path changed;

  @Option(names = "--json", description = "Say it in JSON.")
  private boolean json;

  // Read by the handler of failures, by its name.
  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  DiffCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    ManifestDiff diff =
        ManifestDiff.between(
            ConnectorManifest.read(console.folder().resolve(old)),
            ConnectorManifest.read(console.folder().resolve(changed)));
    if (json) {
      Results.json(console.out(), document(diff));
    } else {
      Results.text(console.out(), text(diff));
    }
    return diff.capabilities().asksForMore() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private static String text(ManifestDiff diff) {
    StringBuilder text = new StringBuilder();
    for (CapabilityDiff.Change change : diff.capabilities().changes()) {
      text.append(change).append('\n');
    }
    for (ManifestDiff.Entry entry : diff.others()) {
      text.append(entry).append('\n');
    }
    return text.isEmpty() ? "no difference\n" : text.toString();
  }

  private static ObjectNode document(ManifestDiff diff) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("asks-for-more", diff.capabilities().asksForMore());
    root.set("capabilities", LoadReportJson.changes(diff.capabilities()));
    for (ManifestDiff.Entry entry : diff.others()) {
      root.withArray("others")
          .addObject()
          .put("key", entry.key())
          .put("before", entry.before().orElse(null))
          .put("after", entry.after().orElse(null));
    }
    return root;
  }
}
