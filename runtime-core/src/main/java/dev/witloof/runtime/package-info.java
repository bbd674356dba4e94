/**
 * The connector runtime: loads a stranger's connector under grants and limits and adapts it to
 * {@link dev.witloof.connector.Source} and {@link dev.witloof.connector.Destination}. Start at
 * {@code ConnectorRuntime}.
 */
@NullMarked
package dev.witloof.runtime;

import org.jspecify.annotations.NullMarked;
