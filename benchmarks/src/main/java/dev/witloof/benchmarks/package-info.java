/**
 * JMH benchmarks: {@link dev.witloof.benchmarks.CrossingBenchmark} for a batch that crosses from a
 * guest into Arrow vectors, {@link dev.witloof.benchmarks.EarthquakesBenchmark} for a whole
 * pipeline; {@code benchmarks/run} starts them. {@link dev.witloof.benchmarks.Compare} measures the
 * table of figures, against rivals where it names any; {@code benchmarks/compare} starts that.
 */
@NullMarked
package dev.witloof.benchmarks;

import org.jspecify.annotations.NullMarked;
