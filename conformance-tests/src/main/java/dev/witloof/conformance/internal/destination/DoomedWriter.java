package dev.witloof.conformance.internal.destination;

import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.NativeConnector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that writes to a destination and ends without closing it: {@link CrashChecks} starts
 * it, tells it on its standard input what to do, and hears from it on its standard output how far
 * it came.
 */
final class DoomedWriter {
  /** How far it came: the last of these that it says. */
  enum Stage {
    /** {@link #COMMITS} commits are done. */
    COMMITTED,
    /** The rows of another are written, and not committed. */
    STAGED,
    /** That is being committed. */
    COMMITTING,
    /** That is committed, too. */
    DONE;

    String line() {
      return "witloof-doomed:" + this;
    }
  }

  /**
   * What it does.
   *
   * @param tables new ones, made by {@link DestinationProbe#keyed} and the like
   * @param part of the time that a commit takes, after which the process ends in a commit;
   *     negative: it ends before it
   */
  record Task(String connector, Map<String, String> config, List<TableSchema> tables, double part) {
    private static final String SETTING = "setting.";
    private static final String TABLE = "table.";
    private static final String KEYED = "keyed.";

    void write(OutputStream out) throws IOException {
      Properties written = new Properties();
      written.setProperty("connector", connector);
      written.setProperty("part", Double.toString(part));
      config.forEach((name, value) -> written.setProperty(SETTING + name, value));
      for (int i = 0; i < tables.size(); i++) {
        written.setProperty(TABLE + i, tables.get(i).name());
        written.setProperty(KEYED + i, Boolean.toString(!tables.get(i).primaryKey().isEmpty()));
      }
      written.store(out, null);
    }

    static Task read(InputStream in) throws IOException {
      Properties written = new Properties();
      written.load(in);
      Map<String, String> config = new HashMap<>();
      for (String name : written.stringPropertyNames()) {
        if (name.startsWith(SETTING)) {
          config.put(name.substring(SETTING.length()), written.getProperty(name));
        }
      }
      List<TableSchema> tables =
          IntStream.iterate(0, i -> written.containsKey(TABLE + i), i -> i + 1)
              .mapToObj(
                  i ->
                      DestinationProbe.table(
                          written.getProperty(TABLE + i),
                          Boolean.parseBoolean(written.getProperty(KEYED + i))))
              .toList();
      return new Task(
          written.getProperty("connector"),
          config,
          tables,
          Double.parseDouble(written.getProperty("part")));
    }
  }

  /** How many commits there are before that in which it may end; the last of them is timed. */
  static final int COMMITS = 2;

  private static final int ROWS = 50;

  private DoomedWriter() {}

  /** The id after those of the rows of a commit, which are counted from 0. */
  static int end(int commit) {
    return (commit + 1) * ROWS;
  }

  /** Reads a task, does it, and ends without closing anything. */
  public static void main(String[] arguments) throws IOException {
    Task task = Task.read(System.in);
    ConnectorProvider provider = ConnectorProvider.named(task.connector()).orElseThrow();
    Destination destination = new NativeConnector(provider, Path.of("")).destination(task.config());
    task.tables().forEach(destination::prepare);
    long took = 0;
    for (int commit = 0; commit < COMMITS; commit++) {
      stage(destination, task, commit);
      long start = System.nanoTime();
      destination.commit();
      took = System.nanoTime() - start;
    }
    say(Stage.COMMITTED);
    stage(destination, task, COMMITS);
    say(Stage.STAGED);
    if (task.part() >= 0) {
      endAfter((long) (took * task.part()));
      say(Stage.COMMITTING);
      destination.commit();
      say(Stage.DONE);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void stage(Destination destination, Task task, int commit) {
    for (TableSchema table : task.tables()) {
      DestinationProbe.write(
          destination, table, DestinationProbe.rows(end(commit - 1), end(commit)));
    }
  }

  private static void endAfter(long nanos) {
    long start = System.nanoTime();
    Thread thread =
        new Thread(
            () -> {
              while (System.nanoTime() - start < nanos) {
                LockSupport.parkNanos(nanos - (System.nanoTime() - start));
              }
              Runtime.getRuntime().halt(0);
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void say(Stage stage) {
    System.out.println(stage.line());
    System.out.flush();
  }
}
