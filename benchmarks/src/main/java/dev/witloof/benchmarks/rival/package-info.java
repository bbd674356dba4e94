/**
 * The rivals: stock Chicory, and wasmtime by small Python scripts, each in a process of its own
 * that takes turns with a JMH benchmark. Beside the engine, the only package that imports Chicory.
 */
@NullMarked
package dev.witloof.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
