/**
 * The conformance kit: what every connector must do, as checks that run on any connector, native or
 * wasm. {@link dev.witloof.conformance.SourceConformance} and {@link
 * dev.witloof.conformance.DestinationConformance} are its JUnit 5 face; {@link
 * dev.witloof.conformance.ConformanceSuite} runs the same checks without JUnit.
 */
@NullMarked
package dev.witloof.conformance;

import org.jspecify.annotations.NullMarked;
