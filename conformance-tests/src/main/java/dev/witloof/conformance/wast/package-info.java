/**
 * Runs the specification's test suites: scripts that {@code wasm-tools json-from-wast} made of
 * {@code .wast} files. {@link dev.witloof.conformance.wast.RunWast} is the command.
 */
@NullMarked
package dev.witloof.conformance.wast;

import org.jspecify.annotations.NullMarked;
