/**
 * Outlining: functions that are too large for a JVM method, or for HotSpot to compile, are cut into
 * several. {@link dev.witloof.engine.internal.outline.Outliner} is the way in.
 */
@NullMarked
package dev.witloof.engine.internal.outline;

import org.jspecify.annotations.NullMarked;
