package dev.witloof.pipeline;

/**
 * Hears what happens during a run. Called on the thread that runs it; what it throws ends the run.
 */
@FunctionalInterface
public interface PipelineListener {
  void on(PipelineEvent event);
}
