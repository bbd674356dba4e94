package dev.witloof.conformance.kit;

import dev.witloof.conformance.DestinationConformance;
import dev.witloof.conformance.DestinationSubject;

/** A destination that is right passes, through JUnit as an author would run it. */
class SampleDestinationConformanceTest extends DestinationConformance {
  private final MemoryLake lake = new MemoryLake();

  @Override
  protected DestinationSubject destination() {
    return DestinationSubject.of(
            Natives.destination(config -> new SampleDestination(lake)), lake::rows)
        .build();
  }
}
