package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.destination.DoomedWriter.Stage;
import dev.witloof.conformance.internal.destination.DoomedWriter.Task;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process leaves that ends without closing its destination: before a commit, and at several
 * moments of one.
 */
final class CrashChecks {
  private static final double BEFORE = -1;
  private static final double[] MOMENTS = {BEFORE, 0.3, 0.6};
  private static final long PATIENCE_MINUTES = 5;

  private final DestinationProbe probe;

  private CrashChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    CrashChecks checks = new CrashChecks(probe);
    return List.of(
        Check.of(
            "destination.crash",
            "When the process ends, what was committed is there and nothing else; a commit under way"
                + " is there whole or not at all",
            checks::crash));
  }

  private void crash() throws Exception {
    String name = registered();
    for (double moment : MOMENTS) {
      List<TableSchema> tables =
          Stream.concat(probe.both("crash").stream(), probe.both("crash").stream()).toList();
      Stage stage = run(new Task(name, probe.subject().config(), tables, moment));
      requireWhole(tables, stage);
      TableSchema first = tables.get(0);
      List<Row> before = probe.visible(first);
      int end = DoomedWriter.end(DoomedWriter.COMMITS);
      probe.commit(first, DestinationProbe.rows(end, end + 1));
      probe.requireVisible(
          first,
          DestinationProbe.together(before, DestinationProbe.rows(end, end + 1)),
          "written on after a process ended",
          "What a process leaves behind must not be in the way of the next");
    }
  }

  private String registered() {
    String name = probe.subject().connector().connector().name();
    if (probe.subject().connector().connector().report().isPresent()) {
      throw new NotApplicable(
          "a wasm connector is ended with its instance, as destination.close does");
    } else if (ConnectorProvider.named(name).isEmpty()) {
      throw new NotApplicable(
          "'%s' is no registered ConnectorProvider, which another process could open"
              .formatted(name));
    }
    return name;
  }

  private void requireWhole(List<TableSchema> tables, Stage stage) throws Exception {
    List<Row> old = DestinationProbe.rows(0, DoomedWriter.end(DoomedWriter.COMMITS - 1));
    List<Row> all = DestinationProbe.rows(0, DoomedWriter.end(DoomedWriter.COMMITS));
    String when =
        "committed by a process that then ended "
            + (stage == Stage.STAGED ? "before another" : "in or after another")
            + " commit";
    // The first table says which it is, if it may be either.
    boolean later =
        switch (stage) {
          case COMMITTED, STAGED -> false;
          case COMMITTING -> probe.visible(tables.get(0)).size() > old.size();
          case DONE -> true;
        };
    for (TableSchema table : tables) {
      probe.requireVisible(
          table,
          later ? all : old,
          when,
          "commit() returns when all is on disk, and shows all tables at once or none");
    }
  }

  /** How far the process came. */
  private static Stage run(Task task) throws IOException, InterruptedException {
    Path said = Files.createTempFile("witloof-doomed", ".out");
    Path failed = Files.createTempFile("witloof-doomed", ".err");
    try {
      Process process =
          new ProcessBuilder(command())
              .redirectOutput(said.toFile())
              .redirectError(failed.toFile())
              .start();
      try (OutputStream in = process.getOutputStream()) {
        task.write(in);
      }
      try {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
          throw new Finding(
              "a process that writes two small commits has not ended after %d minutes"
                  .formatted(PATIENCE_MINUTES),
              "A call must return");
        }
      } finally {
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        String why =
            Files.readString(failed, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        throw new NotApplicable("the connector does not work in a process of its own: " + why);
      }
      return last(Files.readAllLines(said, StandardCharsets.UTF_8));
    } finally {
      Files.delete(said);
      Files.delete(failed);
    }
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-cp");
    // Surefire hides the class path in a jar of its own.
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(DoomedWriter.class.getName());
    return command;
  }

  private static Stage last(List<String> said) {
    for (int i = Stage.values().length - 1; i >= 0; i--) {
      Stage stage = Stage.values()[i];
      if (said.contains(stage.line())) {
        return stage;
      }
    }
    throw new IllegalStateException("a process ended well that committed nothing: " + said);
  }
}
