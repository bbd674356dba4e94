package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.TableSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens during a run, in order. Immutable. */
public sealed interface PipelineEvent {

  /** The source was asked for its tables; {@code tables} are those that will be read. */
  record RunStarted(String pipeline, List<TableSchema> tables) implements PipelineEvent {}

  /** A table is read from {@code resumedFrom}; empty: from its beginning. */
  record TableStarted(String table, Optional<Cursor> resumedFrom) implements PipelineEvent {}

  /** A batch was handed to the destination; {@code total} counts it, committed or not. */
  record BatchWritten(String table, TableProgress total) implements PipelineEvent {}

  /** Everything read so far is committed, and the cursor stored. */
  record Committed(String table, TableProgress total, Cursor cursor) implements PipelineEvent {}

  /** A failure is tried again after {@code delay}, from the last committed cursor. */
  record Retrying(String table, int failure, int attempts, Duration delay, ConnectorException cause)
      implements PipelineEvent {}

  /** A table is read to its end and committed. */
  record TableFinished(String table, TableProgress total, Optional<Cursor> cursor)
      implements PipelineEvent {}

  /** The run is over, completed or cancelled; a run that fails throws instead. */
  record RunFinished(PipelineSummary summary) implements PipelineEvent {}
}
