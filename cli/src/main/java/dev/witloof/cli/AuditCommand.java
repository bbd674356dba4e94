package dev.witloof.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code witloof audit}: works on audit trails. */
@Command(
    name = "audit",
    description = "Works on the audit trails that --audit writes.",
    mixinStandardHelpOptions = true,
    subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Runnable {
  @ParentCommand private Witloof parent;
  @Spec private CommandSpec spec = CommandSpec.create();

  AuditCommand() {}

  Console console() {
    return parent.console();
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "name what to do with an audit trail");
  }
}
