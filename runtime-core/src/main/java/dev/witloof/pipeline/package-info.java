/**
 * Moves tables from a {@link dev.witloof.connector.Source} to a {@link
 * dev.witloof.connector.Destination}; knows neither wasm nor native. Start at {@link
 * dev.witloof.pipeline.PipelineRunner}.
 */
@NullMarked
package dev.witloof.pipeline;

import org.jspecify.annotations.NullMarked;
