/**
 * The Arrow border: the only package that reads and writes Arrow IPC. Bytes enter through {@link
 * dev.witloof.connector.internal.ipc.IpcContent} or {@link
 * dev.witloof.connector.internal.ipc.CopiedContent}, which validate all of them in place before a
 * single vector exists: {@code StreamParser} the framing, {@code SchemaCheck} the schema, {@code
 * ColumnCheck} the buffers.
 */
@NullMarked
package dev.witloof.connector.internal.ipc;

import org.jspecify.annotations.NullMarked;
