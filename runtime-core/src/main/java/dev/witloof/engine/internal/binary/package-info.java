/**
 * Reading and writing core WebAssembly binaries: cursors, the instruction walk, the module decoder
 * and the structural limits. Knows nothing of Chicory.
 */
@NullMarked
package dev.witloof.engine.internal.binary;

import org.jspecify.annotations.NullMarked;
