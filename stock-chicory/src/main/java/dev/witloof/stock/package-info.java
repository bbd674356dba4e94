/**
 * Chicory as it comes behind the interfaces of {@link dev.witloof.engine}: without our validation,
 * rewriting, outlining, memory or tables. What tests compare our engine with; no part of the
 * product depends on it.
 */
@NullMarked
package dev.witloof.stock;

import org.jspecify.annotations.NullMarked;
