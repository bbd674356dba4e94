/**
 * Engines for tests: {@link dev.witloof.testengines.StockEngine}, Chicory as it comes behind the
 * interfaces of {@link dev.witloof.engine}, without our validation, rewriting, outlining, memory or
 * tables; and {@link dev.witloof.testengines.CutEngine}, ours with outlining as wanted. No part of
 * the product depends on them.
 */
@NullMarked
package dev.witloof.testengines;

import org.jspecify.annotations.NullMarked;
