/** Rows as plain values: read from batches, written into batches, generated and compared. */
@NullMarked
package dev.witloof.conformance.internal.rows;

import org.jspecify.annotations.NullMarked;
