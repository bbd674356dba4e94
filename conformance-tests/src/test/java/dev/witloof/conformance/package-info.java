/**
 * Real components, friendly and hostile, through the whole runtime: what a connector written in any
 * language may rely on, and what none may do to the JVM.
 */
@NullMarked
package dev.witloof.conformance;

import org.jspecify.annotations.NullMarked;
