package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Reads tables of a source into a destination, one after the other, and commits at checkpoints.
 *
 * <pre>{@code
 * PipelineRunner.builder("quakes", () -> openSource(), () -> openDestination())
 *     .cursors(new FileCursorStore(Path.of(".witloof")))
 *     .build()
 *     .run();
 * }</pre>
 *
 * <p>A cursor is stored only after the destination committed the rows before it: in the same
 * transaction when the destination is a {@link dev.witloof.connector.CursorStoringDestination},
 * which makes every row arrive exactly once; else in the {@link CursorStore}, where a crash between
 * the two repeats rows, which a primary key makes harmless. After a transient failure source and
 * destination are closed and opened anew, and reading goes on from the committed cursor.
 *
 * <p>One run at a time; {@link #cancel()} and {@link #abort()} may come from any thread.
 */
public final class PipelineRunner {
  private final Builder setup;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final RunningConnectors running = new RunningConnectors();

  private PipelineRunner(Builder setup) {
    this.setup = setup;
  }

  /** The suppliers open a connector anew for each attempt; the runner closes what they open. */
  public static Builder builder(
      String pipeline, Supplier<Source> source, Supplier<Destination> destination) {
    return new Builder(pipeline, source, destination);
  }

  /**
   * Runs to the end of every table, or to the first failure that no retry mends.
   *
   * @throws ConnectorException of the last attempt; what was committed stays committed
   */
  public PipelineSummary run() {
    long start = setup.nanoTime.getAsLong();
    List<TableSchema> tables = selectTables();
    setup.listener.on(new PipelineEvent.RunStarted(setup.pipeline, tables));
    Map<String, TableProgress> done = new LinkedHashMap<>();
    for (TableSchema table : tables) {
      if (isCancelled()) {
        break;
      }
      done.put(table.name(), readTable(table));
    }
    PipelineSummary summary =
        new PipelineSummary(
            setup.pipeline,
            done,
            isCancelled(),
            Duration.ofNanos(setup.nanoTime.getAsLong() - start));
    setup.listener.on(new PipelineEvent.RunFinished(summary));
    return summary;
  }

  /**
   * Ends the run after the batch in work; what was read until then is committed. A second call does
   * nothing.
   */
  public void cancel() {
    cancelled.countDown();
  }

  /**
   * Ends the run at once: as {@link #cancel()} does, but the call that is running is cancelled too,
   * and what was read since the last commit is discarded.
   */
  public void abort() {
    cancel();
    running.cancel();
  }

  boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  private List<TableSchema> selectTables() {
    List<TableSchema> offered =
        retrying("", new Failures(setup.retry), this::discover).orElse(List.of());
    if (setup.tables.isEmpty()) {
      return offered;
    }
    List<TableSchema> selected = new ArrayList<>();
    for (String name : setup.tables) {
      selected.add(
          offered.stream()
              .filter(t -> t.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknownTable(name, offered)));
    }
    return selected;
  }

  private List<TableSchema> discover() {
    try (Source source = setup.source.get()) {
      return running.during(source::cancel, source::discover);
    }
  }

  private static ConnectorException unknownTable(String name, List<TableSchema> offered) {
    return new ConnectorException.Permanent(
        "the source has no table '"
            + name
            + "'; it has: "
            + offered.stream().map(TableSchema::name).collect(Collectors.joining(", ")));
  }

  private TableProgress readTable(TableSchema table) {
    Failures failures = new Failures(setup.retry);
    TableReader reader = new TableReader(setup, table, running, this::isCancelled, failures::reset);
    retrying(table.name(), failures, reader::read);
    return reader.committed();
  }

  /** Runs until it succeeds; empty when the run was cancelled while waiting for another attempt. */
  private <T> Optional<T> retrying(String table, Failures failures, Supplier<T> attempt) {
    while (true) {
      try {
        return Optional.of(attempt.get());
      } catch (ConnectorException.Transient | ConnectorException.RateLimited failure) {
        if (running.isCancelled()) {
          return Optional.empty();
        }
        Duration delay = failures.next(failure, setup.random);
        setup.listener.on(
            new PipelineEvent.Retrying(
                table, failures.count(), setup.retry.attempts(), delay, failure));
        if (!waited(delay)) {
          return Optional.empty();
        }
      } catch (ConnectorException.AuthExpired failure) {
        throw new ConnectorException.AuthExpired(
            failure.getMessage()
                + "; renew the credentials and run again: reading goes on after the last commit",
            failure);
      }
    }
  }

  private boolean waited(Duration delay) {
    try {
      return !setup.waiter.await(delay, cancelled);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      return false;
    }
  }

  /** How a run is set up; each setting has a default. */
  public static final class Builder {
    final String pipeline;
    final Supplier<Source> source;
    final Supplier<Destination> destination;
    List<String> tables = List.of();
    CheckpointPolicy checkpoint = CheckpointPolicy.DEFAULT;
    RetryPolicy retry = RetryPolicy.DEFAULT;
    CursorStore cursors = new MemoryCursorStore();
    PipelineListener listener = event -> {};
    RandomGenerator random = RandomGenerator.getDefault();
    LongSupplier nanoTime = System::nanoTime;
    Waiter waiter = Waiter.real();

    private Builder(String pipeline, Supplier<Source> source, Supplier<Destination> destination) {
      this.pipeline = pipeline;
      this.source = source;
      this.destination = destination;
    }

    /** Tables to read, in this order; empty, the default: all that the source discovers. */
    public Builder tables(List<String> names) {
      tables = List.copyOf(names);
      return this;
    }

    public Builder checkpoint(CheckpointPolicy policy) {
      checkpoint = policy;
      return this;
    }

    public Builder retry(RetryPolicy policy) {
      retry = policy;
      return this;
    }

    /**
     * Where cursors go when the destination does not store them itself. The default forgets them
     * with the runner: each runner then starts from the beginning.
     */
    public Builder cursors(CursorStore store) {
      cursors = store;
      return this;
    }

    public Builder listener(PipelineListener hears) {
      listener = hears;
      return this;
    }

    Builder random(RandomGenerator generator) {
      random = generator;
      return this;
    }

    Builder time(LongSupplier nanos, Waiter waits) {
      nanoTime = nanos;
      waiter = waits;
      return this;
    }

    public PipelineRunner build() {
      return new PipelineRunner(this);
    }
  }

  /** The default: lasts as long as the runner, so that a retry resumes. */
  private static final class MemoryCursorStore implements CursorStore {
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();

    @Override
    public Optional<Cursor> load(String pipeline, String table) {
      return Optional.ofNullable(cursors.get(table));
    }

    @Override
    public void save(String pipeline, String table, Cursor cursor) {
      cursors.put(table, cursor);
    }
  }
}
