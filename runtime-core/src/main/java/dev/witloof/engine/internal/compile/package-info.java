/**
 * How compiling is run: its budget, the threads that do it, what is done in the background. Knows
 * nothing of what compiling is.
 */
@NullMarked
package dev.witloof.engine.internal.compile;

import org.jspecify.annotations.NullMarked;
