package dev.witloof.cli;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code witloof read}: the rows of one table as newline-delimited JSON. */
@Command(
    name = "read",
    description = "Prints the rows of a table as newline-delimited JSON.",
    mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;
  @Mixin private ConnectorOptions options = new ConnectorOptions();
  @Mixin private HttpOptions http = new HttpOptions();

  @Option(names = "--table", paramLabel = "TABLE", required = true, description = "What to read.")
  private String table = "";

  @Option(
      names = "--max-batches",
      paramLabel = "N",
      description = "Stop after so many batches; all of them unless given.")
  private long maxBatches = Long.MAX_VALUE;

  @Option(
      names = "--cursor-file",
      paramLabel = "FILE",
      description = "Resume from the cursor in this file, if it exists, and store it there.")
  private @Nullable Path cursorFile;

  private volatile boolean interrupted;

  ReadCommand() {}

  @Override
  public Integer call() {
    if (maxBatches < 1) {
      throw new BadInput("--max-batches " + maxBatches + ": read at least 1 batch");
    }
    Console console = parent.console();
    Optional<CursorFile> file =
        Optional.ofNullable(cursorFile).map(console.folder()::resolve).map(CursorFile::new);
    Optional<Cursor> from = file.flatMap(CursorFile::read);
    try (ConnectorRuntime runtime = options.newRuntime(console);
        Connector connector = options.open(runtime, console, http.mode(console))) {
      return Interruption.during(
          () -> read(connector, from, file, console), () -> interrupted = true, connector::cancel);
    }
  }

  private int read(
      Connector connector, Optional<Cursor> from, Optional<CursorFile> file, Console console) {
    try (Source source = options.source(connector)) {
      TableSchema schema = find(source.discover());
      try (ReadHandle handle = source.open(table, from)) {
        read(handle, new TablePrinter(schema, console, file));
      }
    }
    return ExitCode.DONE;
  }

  private void read(ReadHandle handle, TablePrinter printer) {
    try {
      boolean more = true;
      while (more && !interrupted && printer.batches() < maxBatches) {
        more = printer.print(handle);
      }
    } finally {
      printer.storeCursor();
    }
    printer.summarize(options.json());
  }

  private TableSchema find(List<TableSchema> tables) {
    return tables.stream()
        .filter(schema -> schema.name().equals(table))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "there is no table '%s'; there are: %s"
                        .formatted(
                            table,
                            tables.stream()
                                .map(TableSchema::name)
                                .limit(20)
                                .collect(Collectors.joining(", ")))));
  }
}
