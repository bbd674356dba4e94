/**
 * The contract between a data app and a connector. A native connector implements {@link
 * dev.witloof.connector.Source} or {@link dev.witloof.connector.Destination}; a wasm connector is
 * adapted to the same interfaces, so that nothing downstream knows which kind it holds.
 */
@NullMarked
package dev.witloof.connector;

import org.jspecify.annotations.NullMarked;
