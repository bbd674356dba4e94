package dev.witloof.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code witloof}: runs sandboxed data connectors. */
@Command(
    name = "witloof",
    description = "Runs data connectors from strangers, sandboxed.",
    mixinStandardHelpOptions = true,
    versionProvider = Witloof.Version.class,
    subcommands = {
      RunCommand.class,
      ReadCommand.class,
      DiscoverCommand.class,
      InspectCommand.class,
      CompileCommand.class,
      CertifyCommand.class,
      AuditCommand.class,
      DiffCommand.class,
      SignCommand.class,
      SchemaCommand.class,
      NewCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the connector failed",
      "2:bad usage or input",
      "3:the connector hit a limit",
      "4:the connector was refused at load"
    })
public final class Witloof implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  Witloof(Console console) {
    this.console = console;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(Console.ofProcess(), arguments));
  }

  static int execute(Console console, String... arguments) {
    CommandLine line =
        new CommandLine(new Witloof(console))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(
                new java.io.PrintWriter(
                    console.out(), true, java.nio.charset.StandardCharsets.UTF_8))
            .setErr(console.err())
            .setParameterExceptionHandler((e, args) -> misused(console, e))
            .setExecutionExceptionHandler(
                (e, command, parsed) ->
                    new Failure(
                            console, command.getParseResult().matchedOptionValue("--debug", false))
                        .report(e));
    return line.execute(arguments);
  }

  Console console() {
    return console;
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  private static int misused(Console console, ParameterException e) {
    console.say("witloof: " + e.getMessage());
    CommandLine command = e.getCommandLine();
    if (command.getSubcommands().isEmpty()) {
      console.say("  usage: " + command.getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
    } else {
      console.say("  commands: " + String.join(", ", command.getSubcommands().keySet()));
    }
    console.say("  '" + command.getCommandSpec().qualifiedName() + " --help' says more");
    return ExitCode.BAD_INPUT;
  }

  /** The version of the jar; a build that is not packaged has none. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Witloof.class.getPackage().getImplementationVersion();
      return new String[] {"witloof " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
