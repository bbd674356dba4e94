/**
 * What happens to connectors, told to whoever wants to know: listeners, OpenTelemetry, JFR. Start
 * at {@link dev.witloof.runtime.internal.observe.Observation}.
 */
@NullMarked
package dev.witloof.runtime.internal.observe;

import org.jspecify.annotations.NullMarked;
