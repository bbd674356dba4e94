package dev.witloof.conformance.kit;

import dev.witloof.conformance.SourceConformance;
import dev.witloof.conformance.SourceSubject;

/** A source that is right passes, through JUnit as an author would run it. */
class SampleSourceConformanceTest extends SourceConformance {
  @Override
  protected SourceSubject source() {
    return SourceSubject.of(Natives.source(config -> new SampleSource())).build();
  }
}
