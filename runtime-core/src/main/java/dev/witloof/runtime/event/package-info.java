/** What happens to connectors, as facts: for listeners, telemetry and the audit trail. */
@NullMarked
package dev.witloof.runtime.event;

import org.jspecify.annotations.NullMarked;
