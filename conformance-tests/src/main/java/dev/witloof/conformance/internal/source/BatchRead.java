package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;

/**
 * What one {@code next()} gave.
 *
 * @param schema that the batch said it has
 * @param after the cursor after it, when cursors were asked for
 * @param sha256 of its IPC stream in hexadecimal, when digests were asked for
 */
record BatchRead(
    TableSchema schema, List<Row> rows, Optional<Cursor> after, Optional<String> sha256) {}
