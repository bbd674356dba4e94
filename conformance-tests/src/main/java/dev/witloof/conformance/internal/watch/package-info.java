/** Calls that never return: how they are found, and how a run goes on without them. */
@NullMarked
package dev.witloof.conformance.internal.watch;

import org.jspecify.annotations.NullMarked;
