package dev.witloof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof new}: the project of a connector that builds and passes the kit at once. */
@Command(
    name = "new",
    description =
        "Writes the project of a new connector: source, manifest, tests, the contract's WIT and the"
            + " library of its language. It builds and passes the kit as it is.",
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "source, or destination, which has a project in Rust alone.")
  private ProjectTemplate.Kind kind;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "Such as acme-crm. " + ProjectName.RULE)
  private String name;

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "LANGUAGE",
      description = "${COMPLETION-CANDIDATES}.")
  private ProjectTemplate.Language language;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where to write it: a folder that is empty or not there yet; else ./NAME.")
  private @Nullable Path folder;

  // Read by the handler of failures, by its name.
  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  NewCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    ProjectName project = ProjectName.of(name);
    ProjectTemplate template = ProjectTemplate.of(kind, language);
    Path shown = folder == null ? Path.of(project.kebab()) : folder;
    Path target = console.folder().resolve(shown);
    requireEmpty(target, shown);
    try {
      template.write(project, target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the project to " + shown, e);
    }
    Results.text(console.out(), nextSteps(shown));
    return ExitCode.DONE;
  }

  private String nextSteps(Path shown) {
    return """
        %s: a %s connector in %s. Next:
          cd %s
          ./build.sh    # makes the component; says what is missing, if anything is
          ./test.sh     # its own tests, and the kit's; wants witloof on the PATH, or its path in WITLOOF
        README.md says how to go on from there.
        """
        .formatted(shown, kind, language.title(), quoted(shown));
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static void requireEmpty(Path target, Path shown) {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new BadInput(shown + " is there and no folder; name another with --folder");
    }
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new BadInput(
            shown + " is not empty; a project is written to a new folder: name one with --folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + shown, e);
    }
  }
}
