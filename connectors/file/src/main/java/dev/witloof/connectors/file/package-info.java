/**
 * The native file source: one CSV or NDJSON file becomes one table. {@link
 * dev.witloof.connectors.file.FileSource} is the entry point; {@link
 * dev.witloof.connectors.file.FileOptions} says what can be configured.
 *
 * <p>The CSV parser is our own because a resumable cursor needs the byte offset after each record,
 * and the well-kept parsers count decoded characters or records.
 */
@NullMarked
package dev.witloof.connectors.file;

import org.jspecify.annotations.NullMarked;
