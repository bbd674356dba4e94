/**
 * The native DuckDB destination. {@link dev.witloof.connectors.duckdb.DuckDbDestination} is the
 * entry point: rows go into DuckDB as Arrow streams, and the cursor in the same transaction.
 */
@NullMarked
package dev.witloof.connectors.duckdb;

import org.jspecify.annotations.NullMarked;
